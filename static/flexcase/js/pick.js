// Picking rows of a list: how many are picked, said and shown; the box in the head picks all of the page.
const boxes = () => [...document.querySelectorAll("[data-pick]")];
const all = document.querySelector("[data-pick-all]");
const list = document.querySelector("[data-pick-list]");
const label = document.querySelector("[data-picked]");

function show(speak) {
  const picked = boxes().filter((box) => box.checked).length;
  if (label) label.textContent = list?.checked ? "Alle valgt" : `${picked} valgt`;
  if (all) {
    all.checked = picked > 0 && picked === boxes().length;
    all.indeterminate = picked > 0 && !all.checked;
  }
  if (list && !picked) list.checked = false;
  if (speak) document.dispatchEvent(new CustomEvent("fc:say", { detail: `${picked} valgt` }));
}

document.addEventListener("change", (event) => {
  if (event.target === all) for (const box of boxes()) box.checked = all.checked;
  if (event.target === list && list.checked) for (const box of boxes()) box.checked = true;
  if (event.target.matches("[data-pick], [data-pick-all], [data-pick-list]")) show(true);
});
addEventListener("pageshow", () => show(false)); // the browser may bring picks back
