// One press is enough: the button says so. The server answers the same run once anyway.

const WORKING = document.documentElement.lang.startsWith("da") ? "Arbejder…" : "…";
const PATIENCE = 20_000; // never leave a dead button behind

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[data-rest]")) {
    button.textContent = "";
    button.append(...button.resting);
    button.removeAttribute("aria-disabled");
    delete button.dataset.rest;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.many !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter;
  if (button?.matches("button.button")) {
    setTimeout(() => {
      button.resting = [...button.childNodes];
      button.dataset.rest = "";
      button.textContent = WORKING;
      button.setAttribute("aria-disabled", "true");
    });
  }
  setTimeout(() => release(form), PATIENCE);
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) release(form);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
