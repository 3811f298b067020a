"""A page in a browser to what axe finds wrong with it, of each kind of thing on the page a few."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

ALIKE = 2
"""How many things of one kind are looked at; what follows them is made by the same template."""

THIN_OUT = """(most) => {
  const seen = new Map(), kinds = new Map();
  const kind = (element) => {
    if (!kinds.has(element)) {
      const words = [...element.attributes].map(({name, value}) => {
        const said = ["class", "lang", "dir", "role", "type"].includes(name) || name.startsWith("data-sort");
        return said ? `${name}=${value}` : name;
      });
      const above = element.parentElement.closest("article") ? kind(element.parentElement) : "";
      kinds.set(element, `${above}>${element.localName} ${words.sort().join(" ")}`);
    }
    return kinds.get(element);
  };
  const isNew = (element) => (seen.get(kind(element)) ?? 0) < most;
  const look = (parent) => {
    for (const element of [...parent.children]) {
      const all = [element, ...element.querySelectorAll("*")];
      if (element.matches("li, tr, section, details, div, p") && !all.some(isNew)) element.remove();
      else {
        seen.set(kind(element), (seen.get(kind(element)) ?? 0) + 1);
        look(element);
      }
    }
  };
  for (const article of document.querySelectorAll("article")) look(article);
}"""
"""Takes away the items, rows and sections that are in every part like enough others before them.

Two parts are alike that have the same elements, classes and attributes on the way to them.
"""


RUN = """async (context) => {
  const {violations} = await axe.run(context ?? document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}});
  return violations.map(({id, nodes}) => ({id, nodes: nodes.map(({html}) => ({html}))}));
}"""


def thin_out(page: Page) -> None:
    """Leave a few of each kind of thing in the article."""
    page.evaluate(THIN_OUT, ALIKE)


def set_screen(page: Page, scheme: str, width: int) -> None:
    """A window of another width in pixels, and the colours of the theme's button, as for a reader who turns the phone."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("scheme => document.querySelector(`[data-md-color-scheme=${scheme}]:not(body)`).click()", scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def find_faults(page: Page, context: str | None = None) -> list[str]:
    """What breaks a rule on the page, or in a part of it: the rule, and three elements at the most."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(RUN, context)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"][:3]]
