// The chooser of standard phrases (components/phrases.html): Ctrl+K in a text opens it, what is chosen is put where the caret
// stands, and the focus goes back there. The phrases stand in the page; nothing is fetched and nothing in them is evaluated.

const part = document.querySelector("[data-phrases]");
const dialog = part.querySelector("dialog");
const search = dialog.querySelector("[role=combobox]");
const list = dialog.querySelector("[role=listbox]");
const told = dialog.querySelector("[role=status]");
const opener = part.querySelector("[data-phrases-open]");
const FIELD = "form[data-main] textarea";

let field; // where it goes
let caret = [0, 0];
let current = 0;

// A letter does not have every section each time: what is meant for one that is not here stays away.
const belongs = (group) => !group.dataset.into || group.dataset.into.split(" ").some((id) => document.getElementById(id));
const groups = [...part.querySelectorAll("[data-group]")].filter(belongs).map((group) => ({
  title: group.querySelector("h3").textContent,
  into: group.dataset.into.split(" "),
  line: "line" in group.dataset,
  phrases: [...group.querySelectorAll("[data-phrase]")].map((phrase) => ({
    name: phrase.querySelector("strong").textContent,
    text: phrase.querySelector("p").textContent,
    source: phrase.querySelector("small")?.textContent || "",
  })),
}));

function line(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function option(phrase, group, number) {
  const element = document.createElement("div");
  element.id = `phrase-${number}`;
  element.setAttribute("role", "option");
  element.append(line("fc-chooser-name", phrase.name), line("fc-chooser-text", phrase.text));
  if (phrase.source) element.append(line("fc-muted fc-small", phrase.source));
  element.addEventListener("click", () => choose(phrase, group));
  element.choose = () => choose(phrase, group);
  return element;
}

/** The phrases whose words hold every word that is searched for; those that are meant for the field come first. */
function show() {
  const wanted = search.value.toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
  const fits = (group) => group.into.includes(field.id);
  let number = 0;
  list.replaceChildren();
  for (const group of [...groups].sort((one, other) => fits(other) - fits(one))) {
    const found = group.phrases.filter((phrase) => {
      const words = `${group.title} ${phrase.name} ${phrase.text}`.toLocaleLowerCase("da");
      return wanted.every((word) => words.includes(word));
    });
    if (!found.length) continue;
    const box = document.createElement("div");
    const title = line("fc-chooser-group", group.title);
    title.id = `phrase-group-${number}`;
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", title.id);
    box.append(title, ...found.map((phrase) => option(phrase, group, number++)));
    list.append(box);
  }
  told.textContent = number ? `${number} ${number === 1 ? "tekst" : "tekster"}` : "Ingen tekst passer til søgningen.";
  list.hidden = !number;
  point(0);
}

function point(to) {
  const options = [...list.querySelectorAll("[role=option]")];
  current = Math.max(0, Math.min(options.length - 1, to));
  options.forEach((one, place) => one.setAttribute("aria-selected", String(place === current)));
  if (options.length) search.setAttribute("aria-activedescendant", options[current].id);
  else search.removeAttribute("aria-activedescendant");
  options[current]?.scrollIntoView({ block: "nearest" });
}

function open() {
  if (!field) {
    field = document.querySelector(FIELD);
    field?.setSelectionRange(field.value.length, field.value.length);
  }
  if (!field) return;
  caret = [field.selectionStart, field.selectionEnd];
  search.value = "";
  dialog.showModal();
  show();
  search.focus();
}

function back() {
  field.focus();
  field.setSelectionRange(...caret);
}

/** A space, or a new line, between what stands there and what comes. */
function choose(phrase, group) {
  dialog.close();
  back();
  const before = field.value.slice(0, caret[0]);
  const after = field.value.slice(caret[1]);
  const gap = (touches) => (touches ? (group.line ? "\n" : " ") : "");
  const text = `${gap(group.line ? /[^\n]$/.test(before) : /\S$/.test(before))}${phrase.text}${gap(/^[^\s.,;:!?)]/.test(after))}`;
  document.dispatchEvent(new CustomEvent("fc:insert", { detail: { field, text } }));
  caret = [field.selectionStart, field.selectionEnd];
  document.dispatchEvent(new CustomEvent("fc:say", { detail: `Indsat: ${phrase.name}` }));
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(FIELD)) field = event.target;
});
document.addEventListener("keydown", (event) => {
  const plain = event.ctrlKey && !event.altKey && !event.shiftKey && !event.metaKey && !event.getModifierState("AltGraph");
  if (!plain || event.key.toLowerCase() !== "k" || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  open();
});
opener.addEventListener("click", open);
dialog.querySelector("[data-phrases-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("close", back);
search.addEventListener("input", show);
search.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
  if (step) point(current + step);
  else if (event.key === "Enter") list.querySelector("[aria-selected=true]")?.choose();
  else return;
  event.preventDefault();
});

part.querySelector("details").hidden = true;
part.querySelector("[data-phrases-line]").hidden = false;
