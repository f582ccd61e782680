// Where the focus goes: to the error summary, to the receipt, to the heading of a swapped card. And what is said aloud.

const live = () => document.getElementById("fc-live");

/** Any script may say something: document.dispatchEvent(new CustomEvent("fc:say", { detail: "…" })) */
document.addEventListener("fc:say", (event) => {
  const region = live();
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = event.detail), 50);
});
const say = (text) => document.dispatchEvent(new CustomEvent("fc:say", { detail: text }));

const FIELD = "input:not([type=hidden]), select, textarea";

// A list that one comes back to stands at the row that one left (keys.js).
const rowInAddress = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.matches("[data-row]");

function arrive(scope) {
  const summary = scope.querySelector("[data-error-summary]");
  const receipt = scope.querySelector("[data-receipt]");
  if (summary) summary.focus();
  else if (receipt && !rowInAddress()) receipt.focus();
}

// A link of the error summary leads into the field, also when it names a group of radios.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-error-summary] a[href^='#']");
  if (!link) return;
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  const field = target.matches(FIELD) ? target : target.querySelector(FIELD) || target;
  (target.closest(".form-group") || target).scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// After a swap: data-say is spoken, and the element with data-focus (a heading) is focused.
function designSystem(scope) {
  window.DKFDS?.init({ scope });
}
document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  if (!(part instanceof Element)) return;
  designSystem(part);
  const words = part.dataset.say || part.querySelector("[data-say]")?.dataset.say;
  if (words) say(words);
  const heading = part.matches("[data-focus]") ? part : part.querySelector("[data-focus]");
  if (part.querySelector("[data-error-summary]")) arrive(part);
  else if (heading) {
    heading.setAttribute("tabindex", "-1");
    heading.focus({ preventScroll: true });
  }
});
document.addEventListener("htmx:sendError", () => say("Ingen forbindelse. Prøv igen om lidt."));
document.addEventListener("htmx:responseError", () => say("Det lykkedes ikke. Prøv igen, eller hent siden igen."));

// Menus made of details close again by themselves.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
});

// A button with data-insert puts its text where the caret stands in the field named by data-into; with data-whole instead of
// all that stands there; another script asks with fc:insert. It is typed as a person types, so that Ctrl+Z takes it away again.
function insert(field, text, whole) {
  field.focus();
  if (whole) field.select();
  if (text ? document.execCommand("insertText", false, text) : document.execCommand("delete")) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
document.addEventListener("fc:insert", (event) => insert(event.detail.field, event.detail.text));
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-insert]");
  const field = button && document.getElementById(button.dataset.into);
  if (!field) return;
  insert(field, button.dataset.insert, "whole" in button.dataset);
});

designSystem(document);
arrive(document);
