// Nothing written is lost: a form with data-autosave-url is sent 2 s after the last key, when a field is left, and when the
// page is left. The text lives in the page and on the server, never in the browser's store.
//
// The server answers 2xx, with JSON if it likes: { "saved_at": "14.06", "version": 5, "readability": "LIX 28 …" }; or 409 with
// { "url": "…" } where both texts can be seen.

const WAIT = 2000;
const RETRY = 15_000;

const words = {
  typing: "Ikke gemt endnu",
  saving: "Gemmer …",
  saved: "Gemt kl.",
  failed: "Ikke gemt. Prøver igen om lidt.",
  offline: "Ingen forbindelse. Teksten ligger her på siden og gemmes, når der er forbindelse igen.",
  conflict: "En kollega har ændret teksten.",
  conflictLink: "Se begge tekster",
  out: "Du er logget ud. Log ind i en ny fane, og kom tilbage hertil. Teksten står her stadig.",
};
const say = (text) => document.dispatchEvent(new CustomEvent("fc:say", { detail: text }));
const clock = () => {
  const now = new Date();
  return `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
};

function keep(form) {
  const line = form.querySelector("[data-autosave]") || document.querySelector(`[data-autosave="${form.id || "-"}"]`) || document.querySelector("[data-autosave]");
  const text = line?.querySelector("[data-autosave-text]");
  let dirty = 0; // edits not yet on the server
  let busy = false;
  let stopped = false; // the form itself is on its way
  let timer;

  function show(state, message, link) {
    if (!line || !text) return;
    const was = line.dataset.state;
    line.dataset.state = state;
    text.textContent = message;
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link;
      anchor.textContent = line.dataset.conflictLink || words.conflictLink;
      text.append(" ", anchor);
    }
    if (was !== state && (state === "failed" || state === "offline")) say(message);
    if (state === "saved" && (was === "failed" || was === "offline")) say(message);
  }
  const word = (name) => line?.dataset[name] || words[name];

  function parcel() {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  async function send({ leaving = false } = {}) {
    clearTimeout(timer);
    if (!dirty || stopped || (busy && !leaving)) return;
    const sent = dirty;
    busy = true;
    if (!leaving) show("saving", word("saving"));
    try {
      const data = parcel();
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: data,
        headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") || "", Accept: "application/json" },
        credentials: "same-origin",
        keepalive: leaving,
      });
      const isJson = answer.headers.get("content-type")?.includes("json");
      const body = isJson ? await answer.json() : {};
      if (answer.redirected || answer.status === 401 || answer.status === 403) show("failed", word("out"));
      else if (answer.status === 409) {
        stopped = true;
        show("failed", word("conflict"), body.url);
      } else if (!answer.ok) {
        show("failed", word("failed"));
        timer = setTimeout(send, RETRY);
      } else {
        const all = dirty === sent; // nothing was typed while it was sent
        if (all) dirty = 0;
        const version = form.querySelector("[data-version]");
        if (version && body.version !== undefined) version.value = body.version;
        if (all) show("saved", `${word("saved")} ${body.saved_at || clock()}`);
        else show("typing", word("typing"));
        const readable = document.querySelector("[data-readability]");
        if (readable && body.readability) readable.textContent = body.readability;
      }
    } catch {
      show("offline", word("offline"));
      timer = setTimeout(send, RETRY);
    } finally {
      busy = false;
      if (dirty && dirty !== sent && !stopped) timer = setTimeout(send, WAIT);
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file" || event.target.type === "password") return;
    dirty += 1;
    if (line?.dataset.state === "saved" || line?.dataset.state === "idle") show("typing", word("typing"));
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  });
  form.addEventListener("focusout", () => send());
  form.addEventListener("submit", () => {
    setTimeout(() => {
      clearTimeout(timer);
      stopped = true;
      // A form that stays on the page (htmx, no connection) goes on being saved.
      setTimeout(() => (stopped = false), 5000);
    });
  });
  document.addEventListener("fc:save", () => {
    if (!dirty) dirty = 1;
    send();
  });
  window.addEventListener("online", () => send());
  window.addEventListener("pagehide", () => send({ leaving: true }));
  window.addEventListener("beforeunload", (event) => {
    const state = line?.dataset.state;
    if (dirty && !stopped && (state === "failed" || state === "offline")) event.preventDefault();
  });
}

const kept = new WeakSet();
function begin(scope) {
  const found = scope.matches?.("form[data-autosave-url]") ? [scope] : scope.querySelectorAll("form[data-autosave-url]");
  for (const form of found) {
    if (kept.has(form)) continue;
    kept.add(form);
    keep(form);
  }
}
begin(document);
document.addEventListener("htmx:load", (event) => begin(event.detail.elt));
