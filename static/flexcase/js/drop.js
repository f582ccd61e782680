// Files that are dropped anywhere on a case: the form that takes them comes in the place of the tab, and upload.js sends them.
// Nothing is put on the case before its button is pressed.

const tab = document.querySelector("[data-files-url]");
const words = document.querySelector("[data-drop-words]");
const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
const TAKES_MANY = "input[data-upload-url][multiple]";
let over = 0; // how many elements deep the files are held over the page

async function formFor() {
  const there = document.querySelector(TAKES_MANY)?.form;
  if (there) return there;
  await window.htmx.ajax("GET", tab.dataset.filesUrl, { target: tab, select: "[data-upload]", swap: "innerHTML" });
  const form = tab.querySelector(TAKES_MANY)?.form;
  if (!form) return null; // said aloud by focus.js
  tab.classList.add("fc-tab-wide", "fc-page-narrow");
  tab.scrollIntoView();
  await import(tab.dataset.filesScript);
  return form;
}

window.addEventListener("dragenter", (event) => {
  if (!carriesFiles(event)) return;
  over += 1;
  words.hidden = false;
});
window.addEventListener("dragleave", (event) => {
  if (!carriesFiles(event)) return;
  over -= 1;
  words.hidden = over <= 0;
});
window.addEventListener("dragover", (event) => event.preventDefault());
window.addEventListener("drop", async (event) => {
  over = 0;
  words.hidden = true;
  if (event.defaultPrevented || !carriesFiles(event)) return;
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  const form = await formFor();
  form?.dispatchEvent(new CustomEvent("fc:files", { detail: files }));
});
