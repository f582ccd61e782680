// Files are sent when they are chosen or dropped, one after the other, with their progress. The server answers with a
// finished line of the form, or with a sentence. What did not come through is sent again from here; nothing else is lost.

const say = (text) => document.dispatchEvent(new CustomEvent("fc:say", { detail: text }));

function element(name, props = {}, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
}

function waiting(file) {
  const progress = element("progress", { max: 100, value: 0, ariaLabel: `${file.name} sendes` });
  const state = element("span", { className: "fc-muted", textContent: "Venter" });
  const head = element("div", { className: "fc-upload-head" }, element("strong", { textContent: file.name }), state);
  const line = element("li", { className: "fc-upload" }, head, progress);
  line.dataset.sending = "";
  return { file, line, progress, state };
}

function begin(input) {
  const { form } = input;
  const { uploadUrl, uploadMost, uploadTooLarge } = input.dataset;
  const place = input.closest("[data-upload]");
  const zone = input.closest("[data-dropzone]");
  const list = place.querySelector("[data-uploads]");
  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const queue = [];
  let sending = false;
  let wanted = null; // the form was sent while files were on their way: by which button

  function enqueue(files) {
    for (const file of input.multiple ? files : files.slice(-1)) {
      const one = waiting(file);
      if (!input.multiple) list.querySelector("[data-failed]")?.remove();
      list.append(one.line);
      if (file.size > Number(uploadMost)) refuse(one, uploadTooLarge);
      else queue.push(one);
    }
    next();
  }

  function next() {
    if (sending) return;
    const one = queue.shift();
    if (one) send(one);
    else if (wanted) finish();
  }

  function send(one) {
    sending = true;
    const request = new XMLHttpRequest();
    const data = new FormData();
    data.append("files", one.file);
    request.open("POST", uploadUrl);
    request.setRequestHeader("X-CSRFToken", token());
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      one.progress.value = (100 * event.loaded) / event.total;
      one.state.textContent = event.loaded < event.total ? `${Math.round(one.progress.value)} %` : "Undersøges";
    });
    request.addEventListener("loadend", () => {
      sending = false;
      const here = new URL(request.responseURL || uploadUrl, location.href).pathname === uploadUrl;
      if (request.status === 200 && here) ready(one, request.responseText);
      else if (request.status === 422) refuse(one, request.responseText);
      else if (request.status && !here) fail(one, "Du er logget ud. Log ind i en ny fane, og prøv igen her.");
      else fail(one, "Filen kom ikke frem. Det andet på siden er her stadig.");
      next();
    });
    one.state.textContent = "Sendes";
    request.send(data);
  }

  function ready(one, line) {
    if (!input.multiple) for (const former of list.querySelectorAll("[data-upload-line]")) former.remove();
    one.line.outerHTML = line;
    list.dispatchEvent(new Event("input", { bubbles: true })); // the form has changed: autosave keeps it
    say(`${one.file.name} er klar.`);
  }

  function refuse(one, sentence) {
    stop(one, sentence, button("Fjern", one, () => one.line.remove()));
  }

  function fail(one, sentence) {
    if (!one.again) {
      one.again = true; // most failures are a connection that came back at once
      one.state.textContent = "Prøver igen";
      queue.unshift(one);
      return;
    }
    const again = button("Prøv igen", one, () => {
      const fresh = waiting(one.file);
      one.line.replaceWith(fresh.line);
      queue.push(fresh);
      input.focus();
      next();
    });
    stop(one, sentence, again, button("Fjern", one, () => one.line.remove()));
  }

  function stop(one, sentence, ...buttons) {
    delete one.line.dataset.sending;
    one.line.dataset.failed = "";
    one.progress.remove();
    one.state.remove();
    const unseen = element("span", { className: "fc-unseen", textContent: "Fejl: " });
    const words = element("p", { className: "form-error-message" }, unseen, sentence);
    one.line.append(words, element("div", { className: "fc-buttons" }, ...buttons));
    say(`${one.file.name}: ${sentence}`);
  }

  function button(words, one, press) {
    const made = element("button", { type: "button", className: "button button-secondary" }, words);
    made.append(element("span", { className: "fc-unseen", textContent: ` ${one.file.name}` }));
    made.addEventListener("click", press);
    return made;
  }

  // The form waits for what is on its way; what failed is shown first, so that no file is left behind unseen.
  function finish() {
    const by = wanted;
    wanted = null;
    const failed = list.querySelector("[data-failed] button");
    if (failed) failed.focus();
    else form.requestSubmit(by.submitter);
  }

  // On the window, so as to be asked before once.js counts the form as sent.
  window.addEventListener("submit", (event) => {
    if (event.target !== form) return;
    if (sending || queue.length) {
      wanted = { submitter: event.submitter };
      say("En fil er på vej. Så snart den er fremme, bliver det hele sendt.");
    } else if (!list.querySelector("[data-failed]")) return;
    else list.querySelector("[data-failed] button").focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  list.addEventListener("click", async (event) => {
    const drop = event.target.closest("[data-drop]");
    if (!drop) return;
    event.preventDefault();
    const data = new FormData();
    data.append("drop", drop.value);
    data.append("csrfmiddlewaretoken", token());
    await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    drop.closest("[data-upload-line]").remove();
    input.focus();
  });

  input.addEventListener("change", () => {
    enqueue([...input.files]);
    input.value = "";
  });

  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.dataset.over = "";
    });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => delete zone.dataset.over);
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    enqueue([...event.dataTransfer.files]);
  });
  // Files that were dropped on the case (drop.js).
  if (input.multiple) form.addEventListener("fc:files", (event) => enqueue(event.detail));
}

document.querySelectorAll("input[data-upload-url]").forEach(begin);
// A file that misses the field must not open in the place of the form.
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
