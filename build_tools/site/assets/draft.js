// A template and the values for its slots to the text of a file, as `fill_template` in build_tools/site/draft.py does.
"use strict";
const draft = (() => {
  const templates = JSON.parse(document.getElementById("drafts").textContent);
  const plain = /^[A-Za-z0-9](?:[\w.~:/?=&%+@;$#-]*[A-Za-z0-9/=])?$/;
  const unprintable = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g; // what JSON leaves as it is and YAML does not take
  const escape = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const scalar = (value) => (plain.test(value) ? value : JSON.stringify(value).replace(unprintable, escape));
  function filled(line, values) {
    const slot = /\{\{([\w.-]+)(\?)?\}\}(\S*)(  # .*)?$/.exec(line);
    if (!slot) return line;
    const [, name, optional, after, remark = ""] = slot;
    const [before, value] = [line.slice(0, slot.index), values[name]];
    if (value?.length) return before + [value].flat().map(scalar).join(", ") + after;
    const empty = (before + after).trimEnd();
    return value === undefined && optional ? empty.replace(/^ */, "$&# ") : empty + remark;
  }
  return {
    fill: (name, values) => templates[name].split("\n").map((line) => filled(line, values)).join("\n"),
    // What the fields of a form hold that its reader sees, by their slots.
    given: (form) => {
      const inputs = [...form.querySelectorAll("[data-slot]")];
      const own = inputs.filter((input) => input.closest("form, .new-source") === form && !input.closest("[hidden]"));
      return Object.fromEntries(own.flatMap((input) => (input.value.trim() ? [[input.dataset.slot, input.value.trim()]] : [])));
    },
  };
})();
