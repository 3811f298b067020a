"""What `check` says, in English."""

from __future__ import annotations

from build_tools.problems.messages.words import Words

CODES = {
    # files
    "file-missing": ("{name} is missing", "add the file; docs/format.md describes it"),
    "file-name": ("{name!r} is not a name for an annotation file", "rename it to {better}"),
    "file-kind": ("{name!r} is not a plain file", "replace it by a file of its own; links are refused"),
    "file-stray": ("{name!r} does not belong here", "move it into the folder of a topic, or remove it"),
    "file-size": ("the file has {size} bytes, more than the {limit} allowed", "shorten it or split it"),
    "not-utf-8": ("the file is not UTF-8 text", "save it as UTF-8"),
    # YAML
    "yaml-syntax": ("this is not YAML: {reason}", "{cure}"),
    "yaml-empty": ("the file is empty", "docs/format.md lists the fields"),
    "yaml-tag": ("the tag {tag!r} is not allowed", "remove it; every value is read as text"),
    "yaml-anchor": ("the anchor '&{name}' is not allowed", "remove it and write the value out"),
    "yaml-alias": ("the alias '*{name}' is not allowed", "write the value out"),
    "yaml-depth": ("values are nested deeper than {limit} levels", "docs/format.md lists the fields"),
    "duplicate-key": ("{key!r} stands here twice, first in line {line}", "keep one of the two"),
    # shape
    "unknown-field": ("{owner} has no field {name!r}", "{cure}"),
    "field-missing": ("{owner} has no {name!r}", "add {example}"),
    "field-empty": ("{name!r} is empty", "write {example}, or remove the field if it may be absent"),
    "not-a-mapping": ("{name} takes fields of its own", "{cure}"),
    "not-a-list": ("{name!r} takes a list", "write [{example}]"),
    "not-a-text": ("{name!r} takes a plain value, not a list or a mapping", "write {name}: {example}"),
    "not-a-choice": ("{value!r} is not one of the values of {name!r}", "{cure}"),
    "not-a-day": ("{value!r} is not a day", "{cure}"),
    "not-a-date": ("{value!r} is not a date", "{cure}"),
    "not-a-time": ("{value!r} is not a time code", "write it as 00:12:34, or as 00:12:34.500"),
    "time-pattern": (
        "{value!r} leads to no moment of the recording",
        "write what follows its address, with {{seconds}} once: '#t={{seconds}}' or '?t={{seconds}}'",
    ),
    "not-an-address": ("{value!r} is not a web address", "{cure}"),
    "not-an-id": ("{value!r} is not an id", "use small letters, digits and hyphens: {better}"),
    "language-unknown": ("{language!r} is not a language of this edition", "{cure}"),
    "one-of-two": ("{owner} takes one of {first!r} and {second!r}", "{cure}"),
    "block-of-other-kind": ("a {kind} has no {name!r} block", "remove it, or write kind: {name}"),
    # transcript
    "transcript-heading": ("this heading has no id", "end it with an id, as in: ## Speaker {{#t01}}"),
    "transcript-id": ("{id!r} is not an id of the transcript", "turns are t01, t02 …, highlights h1, h2 …"),
    "transcript-id-twice": ("the id {id!r} stands here twice, first in line {line}", "give each its own"),
    "transcript-stray": ("this paragraph stands before any heading", "put a heading with an id above it"),
    "transcript-attribute": (
        "the heading of {id} says {written!r}, which is not understood",
        "headings take lang= and time=, each once: {{#{id} lang=en time=00:12:34}}",
    ),
    "transcript-time": (
        "this time code has no paragraph",
        "put it on the line right above the paragraph, without a blank line",
    ),
    "transcript-character": ("the text has the invisible character U+{point}", "remove it"),
    "transcript-order": (
        "the {language} text has {found} where the source text has {expected}",
        "use the same ids in the same order",
    ),
    "transcript-count": (
        "{id} has {found} paragraphs, in the source text {expected}",
        "translate paragraph by paragraph",
    ),
    "times-paragraph": (
        "a cue is named {id}, which is no paragraph of the transcript",
        "name it after the paragraph whose words it times, or take it out",
    ),
    "speaker-unknown": (
        "the speaker {label!r} is not among the speakers of edition.yml",
        "add it there: {label}: <person id>",
    ),
    # references
    "unknown-topic": ("there is no topic {id!r}", "{cure}"),
    "unknown-source": ("there is no source {id!r}", "{cure}"),
    "unknown-person": ("there is no person {id!r} in people.yml", "{cure}"),
    "unknown-annotation": ("there is no annotation {id!r}", "{cure}"),
    "unknown-paragraph": ("there is no paragraph {id!r} in the transcript", "{cure}"),
    "unknown-page": ("there is no page {address!r} on this site", "{cure}"),
    "annotation-id-twice": ("the id {id!r} is taken by {other}", "give the file another name"),
    "address-twice": ("{other} is a source with the same address", "cite that one and remove this file"),
    "finding-kind": (
        "{id!r} is a context note, which neither foretells nor corrects anything",
        "choose a claim or a correction",
    ),
    "bad-link": (
        "{address!r} is not a link that a note may have",
        "link to http(s):// or to a page of this site: /claims/",
    ),
    # quotes
    "quote-missing": (
        "there is no quote in {language}, the language of the source text",
        "add {language}: with the exact words",
    ),
    "quote-not-found": ("quote not found in {at} ({language}){differs}", "{cure}"),
    "quote-repeated": (
        "the quote stands {count} times in {at} ({language})",
        "add prefix: or suffix: with the words right before or after it",
    ),
    "quote-surroundings": (
        "the words around the quote in {at} ({language}) are not its prefix and suffix",
        "copy prefix and suffix from right before and right after the quote",
    ),
    # claims
    "status-scale": ("{status!r} is no status of a {type}", "{cure}"),
    "assessment-unsourced": ("the assessment {status!r} cites no source", "add sources: [<source id>]"),
    "history-order": ("the assessment of {date} stands after one of {previous}", "put the oldest first"),
    "assessment-early": (
        "the assessment of {date} is older than the claim, {said}",
        "date it {said} or later; tell what came before in the note",
    ),
    "chance-judged": (
        "{status!r} judges by one outcome what was stated as a chance",
        "add a newer assessment; {choices}; many such statements together show whether the chances were right",
    ),
    "erratum-first": (
        "an erratum in the first assessment, which has nothing before it to mend",
        "remove erratum:, or put it into the entry that mends this one",
    ),
    "assessment-future": ("the assessment is dated {date}, after today, {today}", "date it by its newest evidence"),
    "source-newer": (
        "{source} is of {published}, newer than the assessment that cites it, {date}",
        "date the assessment {published} or later, or cite it in a newer one",
    ),
    "due-early": ("the due date {due} lies before the claim, {said}", "check the year"),
    "speaker-missing": ("a claim in {at} needs a speaker", "add speaker: {example}"),
    "related-self": ("an annotation cannot be related to itself", "remove {id!r}"),
    # what a change may not do
    "assessment-gone": (
        "the assessment of {date} ({status}) has gone from the history",
        "put it back as it was in {revision}; a newer entry supersedes it",
    ),
    "assessment-rewritten": (
        "the assessment of {date} was rewritten: {changes}",
        "put it back as it was in {revision}; a newer entry supersedes it",
    ),
    "assessment-reworded": (
        "the note ({language}) of the assessment of {date} is no longer the same{differs}: {words}",
        "put it back as it was in {revision}; a newer entry supersedes it",
    ),
    "annotation-gone": ("the annotation {id!r} has gone{lost}; its address is permanent", "{cure}"),
    "annotation-moved": (
        "the annotation {id!r} lay in {folder!r}; its first topic is permanent",
        "move it back to {file}; further topics go into topics:",
    ),
    "annotation-kind": (
        "the annotation {id!r} was a {kind}; its address, {address}, is permanent",
        "write kind: {kind}",
    ),
    "source-gone": ("the source {id!r} has gone; its address is permanent", "{cure}"),
    "person-gone": ("the person {id!r} has gone; the address is permanent", "{cure}"),
    "topic-gone": ("the topic {id!r} has gone; its address is permanent", "{cure}"),
    "paragraph-gone": (
        "the paragraph {id!r} has gone from the transcript; its address is permanent",
        "put it back as it was in {revision}",
    ),
}

GAPS = {
    "bare-paragraph": (
        "{id} has no annotation",
        "add one, or an entry under untracked: in edition.yml with the reason",
    ),
    "claim-past-due": (
        "the claim {id} has been due since {due} and has no verdict",
        "add an assessment to its history",
    ),
    "because-missing": (
        "the newest assessment of {id} does not say why in one or two sentences",
        "add because: with the reason, for readers who read nothing else",
    ),
    "source-unused": ("nothing uses the source {id}", "cite it or remove the file"),
    "language-missing": ("this text has no {language}", "add {language}: with a translation"),
}

DOUBTS = {
    "verdict-thin": (
        "{id} is {status} on the word of {publisher} alone, with no primary source",
        "cite a primary source or a second publisher that found out for itself, or choose a weaker status",
    ),
    "correction-thin": (
        "{id} is documented by no primary source and no two publishers",
        "cite a second publisher, or write confidence: likely",
    ),
    "verdict-early": (
        "{id} is {status} by an assessment of {date}, and the date named is {due}",
        "see that the note says why nothing could change it any more, or wait for the date",
    ),
    "condition-failed": (
        "{id} depends on a condition and is {status}",
        "see that the note says whether the condition was met; where it was not, the status is cannot-be-told",
    ),
    "move-unrecorded": (
        "the assessment of {id} of {date} speaks of {words!r}, and no entry has moved_to",
        "if the speaker named a new date, add an entry with moved_to:",
    ),
    "assessment-old": (
        "{id} is open, its newest assessment is of {date}, and nothing newer was looked for since {limit}",
        "look for newer evidence; add an assessment, or looked: with the day and where",
    ),
}

NOTICES = {
    "note-reworded": (
        "the note ({language}) of the assessment of {date} was reworded: {words}",
        "see that no more than a typo was mended",
    ),
    "note-translated": (
        "the note of the assessment of {date} has {language} now",
        "see that the translation says the same",
    ),
    "file-not-compared": (
        "this file had problems in {revision}, so it is not compared",
        "see for yourself that nothing was lost",
    ),
    "edition-not-compared": (
        "{revision} has no sound edition, so histories and the transcript are not compared",
        "name a revision that has one",
    ),
}

PHRASES = {
    "nothing": "",
    "quoted": "{words!r}",
    "and": "{first} and {last}",
    # whose fields
    "an-annotation": "an annotation",
    "an-also": "an entry of also",
    "a-claim": "a claim",
    "an-assessment": "an assessment",
    "a-correction": "a correction",
    "a-source": "a source",
    "a-topic": "a topic",
    "a-person": "a person",
    "an-untracked": "an entry of untracked",
    "a-finding": "an entry of findings",
    "an-erratum": "an entry of errata",
    "this-file": "this file",
    # examples of fields
    "a-value": "a value",
    "example-in-language": "{language}: {words}",
    "words-title": "a short heading",
    "words-note": "what a reader needs to know",
    "words-says": "the claim in plain words",
    "words-text": "what would settle it",
    "words-description": "what the page is",
    "words-supports": "what it supports",
    "example": "{name}: …",
    "example-kind": "kind: claim",
    "example-at": "at: t16.p2",
    "example-quote": "quote: the exact words",
    "example-title": "title: {{en: a short heading}}",
    "example-note": "note: {{en: what a reader needs to know}}",
    "example-claim": "claim: with its fields below it",
    "example-correction": "correction: with its fields below it",
    "example-added": "added: 2026-11-23",
    "example-by": "by: [your-handle]",
    "example-date": "date: 2025-06-30",
    "example-url": "url: https://…",
    "example-judged_by": "judged_by: {{written: 2026-11-23, text: what would settle it}}",
    "example-type": "type: prediction",
    "example-wording": "wording: printed",
    "example-says": "says: {{en: the claim in plain words}}",
    "example-written": "written: 2026-11-23",
    "example-text": "text: {{en: what would settle it}}",
    "example-status": "status: not-yet-due",
    "example-publisher": "publisher: who published the page",
    "example-description": "description: {{en: what the page is}}",
    "example-accessed": "accessed: 2026-11-23",
    "example-supports": "supports: {{en: what it supports}}",
    "example-choice": "{name}: one of {choices}",
    # near and far
    "did-you-mean": "did you mean {word}?",
    "use-one-of": "use one of: {choices}",
    "use-one-of-more": "use one of: {choices}, …",
    "none-yet": "there are none yet",
    "no-command": "there is no command {name!r}; {cure}",
    # dates and addresses
    "write": "write {words}",
    "write-either": "write {first} or {second}, whichever is meant",
    "id-form": "use small letters, digits and hyphens",
    "write-day": "write it as 2025-06-30",
    "write-date": "write it as 2025-06-30, 2025-06, 2025-Q2 or 2025",
    "whole-day": "the day is needed too, as in {words}",
    "whole-address": "write the whole address, beginning with https://",
    "without-marks": "without the quotation marks: {words}",
    # shape
    "below-it": "write them below it, one a line, indented: field: value",
    "as-list": "write a list, each entry beginning with '- '",
    "of-block": "it belongs to {block}: write it below {block}:, indented",
    "of-annotation": "it belongs to the annotation itself: write it without indentation",
    "status-or-move": "add status: with what became of it, or moved_to: with the new date",
    "title-or-description": "title: the headline as read on the page; description: your own words, where none was read",
    "wide-colon": "the colon after {name} is a Chinese one; type an English colon and a space\n{line}",
    "tight-colon": "put a space after the colon\n{line}",
    # YAML
    "reason-tab": "a tab",
    "cure-tab": "indent with spaces, not with a tab\n{line}",
    "cure-tab-inside": "type spaces instead of the tab",
    "reason-wide-colon": "a Chinese colon after {name}",
    "cure-wide-colon": "type an English colon and a space\n{line}",
    "reason-tight-colon": "no space after the colon of {name}",
    "cure-tight-colon": "put a space after the colon\n{line}",
    "reason-colon": "': ' inside a value",
    "cure-colon": "put the value between quotes\n{line}",
    "reason-marks": "typographic quotation marks around a value that has ': '",
    "reason-deeper": "the line is indented deeper, though line {line} has a value of its own",
    "cure-deeper": "begin it where line {line} begins\n{words}",
    "reason-indent": "the line is indented by {found} spaces, unlike those around it",
    "cure-indent": "indent it by {wanted} spaces, like line {line}\n{words}",
    "reason-unclosed": "quotes that are not closed",
    "cure-unclosed": "close the quotes\n{line}",
    "reason-after-quotes": "words after the closing quotes",
    "cure-after-quotes": "put the whole value between quotes, any apostrophe in it twice\n{line}",
    "reason-start": "a value cannot begin with {char}",
    "cure-start": "put the value between quotes\n{line}",
    "reason-colon-alone": "a colon and a space where no field can begin",
    "cure-colon-alone": "put the value between quotes, or compare the indentation with the lines above",
    "reason-unclosed-alone": "quotes that are not closed",
    "cure-unclosed-alone": "close the quotes",
    "reason-bracket": "a bracket is not closed, or a comma is missing",
    "cure-bracket": "close every [ and {{, and put a comma between entries",
    "reason-no-colon": "a line that is not name: value",
    "cure-no-colon": "write a name, a colon and a space before the value; indent what continues the line above",
    "reason-key": "the line does not fit those above it",
    "cure-key": "compare the indentation with the lines above, and quote special characters",
    "reason-escape": "a backslash between double quotes that means nothing",
    "cure-escape": "use single quotes, or write the backslash twice",
    "reason-document": "a second document begins",
    "cure-document": "remove the line ---",
    "reason-plain-key": "a key is not a plain word",
    "cure-plain-key": "write name: value",
    "reason-invisible": "a character that YAML does not allow",
    "cure-invisible": "remove the invisible character",
    "reason-other": "it cannot be read from here on",
    "cure-other": "compare with the example in docs/format.md",
    # transcript
    "an-end": "an end",
    # quotes
    "number": "number",
    "date": "date",
    "unit": "unit",
    "negation": "negation",
    "differs": ": {what} differs",
    "differ": ": {what} differ",
    "stands-elsewhere": "it stands in {at}; write at: {at}",
    "nearest": "the nearest passage; if you mean it, paste\n{field}: {words}",
    "no-nearest": "nothing in this paragraph is like it; copy the words from the transcript",
    "other-language": "these words are {found}; the {wanted} text of {at} has others\n"
    "quote:\n  {wanted}: {own}\n  {found}: {theirs}",
    "marks-around-quote": "leave the quotation marks around it away\n{field}: {words}",
    "paragraphs-of": "{id} has {count} paragraphs: write {id}.p1 to {id}.p{count}",
    "link-to-page": "link to one of its pages, as in /transcript/#t16.p2 or /claims/<id>/",
    # changes
    "changed": " ({what} changed)",
    "lost-one": " with 1 assessment",
    "lost-many": " with {count} assessments",
    "rename-back": "rename {file} back to {path}",
    "put-back-file": "put {path} back as it was in {revision}",
    "put-back-entry": "put the entry back as it was in {revision}",
    "field-change": "{name} {was} → {now}",
    "absent": "absent",
    "moved-to": "moved_to {date}",
    "sources-without": "sources without {ids}",
    "sources-with": "sources with {ids}",
    "both": "{first}; {rest}",
    # doubts
    "heading-verdict-thin": "Plain verdicts on neither a primary source nor two publishers: {count}",
    "heading-correction-thin": "Documented corrections with neither a primary source nor two publishers: {count}",
    "heading-verdict-early": "Found not to have come true before the date named: {count}",
    "heading-condition-failed": "Found not to have come true, though a condition was set: {count}",
    "heading-move-unrecorded": "Notes that seem to name a new date: {count}",
    "heading-assessment-old": "Open claims with no assessment and no search in six months: {count}",
    # the whole answer
    "count-one": "1 problem",
    "count-many": "{count} problems",
    "sound": "{annotations} annotations ({claims} claims, {corrections} corrections, {contexts} contexts), "
    "{sources} sources, {people} people, no problems",
    "fixed-one": "mended 1 file",
    "fixed-many": "mended {count} files",
    "fixed-none": "nothing to mend",
    "no-file": "there is no file {name!r} in this edition",
    "changed-meanwhile": "{path} has changed meanwhile and is left as it is",
    "summary-title": "Check of the edition",
    "summary-more": "{count} more",
    "column-place": "Place",
    "column-message": "What is wrong",
    "column-hint": "The cure",
}

WORDS = Words(CODES, GAPS, DOUBTS, NOTICES, PHRASES, ", ")
