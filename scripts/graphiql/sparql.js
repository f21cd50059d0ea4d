// The editor of /sparql: colours, completion of prefixes and terms, Ctrl+Enter. It takes the place of the form's text area, which works without it.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const WORDS = ("SELECT CONSTRUCT ASK DESCRIBE WHERE PREFIX FILTER OPTIONAL UNION MINUS GRAPH BIND VALUES DISTINCT COUNT SUM AVG MIN MAX " +
  "GROUP_CONCAT ORDER LIMIT OFFSET GROUP HAVING EXISTS BOUND LANG STR REGEX CONTAINS").split(" ");
const field = document.getElementById("query");
const { prefixes, terms } = await (await fetch(field.dataset.terms)).json();

// Takes a completion over, and declares its prefix where the query does not.
const taking = (text) => (view, _, from, to) => {
  const prefix = text.split(":")[0];
  const isDeclared = !(prefix in prefixes) || new RegExp(`PREFIX\\s+${prefix}:`, "i").test(view.state.doc.toString());
  const changes = [{ from, to, insert: text }];
  if (!isDeclared) changes.unshift({ from: 0, insert: `PREFIX ${prefix}: <${prefixes[prefix]}>\n` });
  const set = view.state.changes(changes);
  view.dispatch({ changes: set, selection: { anchor: set.mapPos(to, 1) }, userEvent: "input.complete" });
};

const options = [
  ...terms.map(([label, detail]) => ({ label, detail, type: "property", apply: taking(label) })),
  ...Object.keys(prefixes).map((name) => ({ label: `${name}:`, detail: prefixes[name], type: "namespace", apply: taking(`${name}:`) })),
  ...WORDS.map((label) => ({ label, type: "keyword", boost: -1 })),
];

const complete = (context) => {
  const word = context.matchBefore(/[\w-]+:?[\w/-]*/);
  return word || context.explicit ? { from: word ? word.from : context.pos, options, validFor: /^[\w:/-]*$/ } : null;
};

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--accent-ink)", fontWeight: "600" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.atom, tags.number], color: "var(--accent-ink)" },
  { tag: tags.special(tags.variableName), fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { border: "1px solid var(--soft)", borderRadius: "3px", background: "var(--paper)", fontSize: ".88rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "3px" },
  ".cm-content": { fontFamily: "var(--mono)", minHeight: "13rem", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--accent) 22%, transparent) !important" },
  ".cm-tooltip": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-ink)", color: "var(--paper)" },
  ".cm-completionDetail": { color: "inherit", opacity: "1" },
});

const ask = () => (field.form.requestSubmit(), true);
const view = new EditorView({
  state: EditorState.create({
    doc: field.value,
    extensions: [
      history(), drawSelection(), bracketMatching(), closeBrackets(), EditorView.lineWrapping, StreamLanguage.define(sparql),
      syntaxHighlighting(colours), look, autocompletion({ override: [complete], icons: false }),
      EditorView.contentAttributes.of({ "aria-label": field.labels[0].textContent, spellcheck: "false" }),
      keymap.of([{ key: "Mod-Enter", run: ask }, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.updateListener.of((update) => { if (update.docChanged) field.value = update.state.doc.toString(); }),
    ],
  }),
});
field.hidden = true;
field.before(view.dom);
