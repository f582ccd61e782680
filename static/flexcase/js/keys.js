// Shortcuts. Single keys rest while a field has focus, and can be turned off (WCAG 2.1.4). Keys are matched by event.key,
// since Danish keyboards need Shift for / and ?, and AltGr for [ and ].

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea, [contenteditable=true]";
const SETTING = "fc-single-keys";
const OPENED = "fc-opened-by-key";

const find = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility?.() ?? true);
const byKey = (key) => find(`[data-key="${CSS.escape(key)}"]`);

// --- one setting, kept in the browser: nothing about a case is ever kept there -----------------------------------------
function singleKeys(value) {
  try {
    if (value) localStorage.setItem(SETTING, value);
    return localStorage.getItem(SETTING) || "on";
  } catch {
    return "on";
  }
}
function showSetting() {
  const button = document.querySelector("[data-single-keys]");
  if (!button) return;
  const on = singleKeys() === "on";
  button.textContent = on ? "Slå enkelttaster fra" : "Slå enkelttaster til";
}

// --- help ----------------------------------------------------------------------------------------------------------------
function help() {
  const dialog = document.getElementById("fc-key-help");
  if (dialog && !dialog.open) dialog.showModal();
}
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-help]")) help();
  if (event.target.closest?.("[data-single-keys]")) {
    singleKeys(singleKeys() === "on" ? "off" : "on");
    showSetting();
  }
});

// --- lists: J and K move, Enter opens, the row is remembered in the address so that the way back leads to it ---------------
const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
const door = (row) => row.querySelector("a[data-open]") || row.querySelector("a");
function stand(row) {
  for (const other of rows()) {
    other.classList.toggle("fc-current", other === row);
    if (other === row) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  door(row)?.focus();
  row.scrollIntoView({ block: "nearest" });
  if (row.id) history.replaceState(history.state, "", `#${row.id}`);
}
function step(by) {
  const all = rows();
  if (!all.length) return false;
  const here = all.findIndex((row) => row.classList.contains("fc-current"));
  stand(all[here < 0 ? 0 : Math.max(0, Math.min(all.length - 1, here + by))]);
  return true;
}
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-rows] [data-row]");
  if (row && !row.classList.contains("fc-current")) {
    for (const other of rows()) {
      other.classList.toggle("fc-current", other === row);
      other.removeAttribute("aria-current");
    }
    row.setAttribute("aria-current", "true");
    if (row.id) history.replaceState(history.state, "", `#${row.id}`);
  }
});

// --- forms -----------------------------------------------------------------------------------------------------------------
function commit() {
  const form = document.activeElement?.closest?.("form[data-main]") || find("form[data-main]");
  if (!form) return false;
  form.requestSubmit(form.querySelector("[data-commit]") || form.querySelector("[type=submit]"));
  return true;
}
function save() {
  if (!document.querySelector("form[data-autosave-url]")) return false;
  document.dispatchEvent(new CustomEvent("fc:save"));
  return true;
}

// --- a form that a key has opened: whoever types on at once writes in it, and loses no word --------------------------------
function opened(how) {
  try {
    const before = sessionStorage.getItem(OPENED);
    if (how) sessionStorage.setItem(OPENED, how);
    else sessionStorage.removeItem(OPENED);
    return before;
  } catch {
    return null;
  }
}
function writeOn() {
  const text = opened("") && find("form[data-main] textarea");
  if (!text || document.querySelector("[data-error-summary], [data-receipt]")) return;
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}

// --- the keys ----------------------------------------------------------------------------------------------------------------
let went = 0; // when G was pressed
function single(key) {
  if (Date.now() - went < 1500) {
    went = 0;
    const tab = find(`[data-go="${CSS.escape(key.toLowerCase())}"]`);
    if (tab) return tab.click(), true;
  }
  switch (key) {
    case "?":
      return help(), true;
    case "/": {
      const search = find("[data-search]");
      return search ? (search.focus(), search.select(), true) : false;
    }
    case "j":
    case "J":
      return step(1);
    case "k":
    case "K":
      return step(-1);
    case "g":
    case "G":
      went = Date.now();
      return true;
    case "x":
    case "X": {
      const box = document.querySelector("[data-row].fc-current [data-pick]");
      return box ? (box.click(), true) : false;
    }
    default: {
      const element = byKey(key.length === 1 ? key.toLowerCase() : key);
      if (!element) return false;
      element.focus();
      if (element.matches("a[href]")) opened("by a key");
      element.click();
      return true;
    }
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.metaKey) return;
  const altgr = event.getModifierState("AltGraph");
  const active = document.activeElement;
  const inDialog = document.querySelector("dialog[open]");
  let done = false;
  if (event.ctrlKey && !altgr && !event.altKey) {
    if (event.key === "Enter") done = !inDialog && commit();
    else if (event.key.toLowerCase() === "s" && !event.shiftKey) done = save();
  } else if (inDialog) {
    return;
  } else if (event.key === "Escape") {
    if (active?.matches(TYPING)) active.blur();
    else {
      const back = find("[data-back]");
      if (back) back.click();
    }
    done = true;
  } else if (event.key === "Enter") {
    const row = document.querySelector("[data-row].fc-current");
    if (row && active === document.body) done = (door(row)?.click(), true);
  } else if (event.altKey && !altgr) {
    return;
  } else if (event.key.length === 1 && !active?.matches(TYPING) && singleKeys() === "on") {
    done = single(event.key);
  }
  if (done) event.preventDefault();
});

showSetting();
writeOn();
const returned = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (returned?.matches("[data-row]")) stand(returned);
