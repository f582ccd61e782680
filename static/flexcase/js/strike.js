// A box drawn on the picture of a page fills in its four numbers, in hundredths of the page. Without this script they are
// written by hand; the server draws the box either way.

const page = document.querySelector("[data-strike]");
const fields = ["left", "top", "width", "height"].map((name) => document.querySelector(`[name=${name}]`));
const words = document.querySelector("[name=words]");
const danish = (value) => value.toLocaleString("da-DK", { maximumFractionDigits: 1, useGrouping: false });
const within = (value) => Math.min(100, Math.max(0, value));

function place(event) {
  const edge = page.getBoundingClientRect();
  return [within(((event.clientX - edge.left) / edge.width) * 100), within(((event.clientY - edge.top) / edge.height) * 100)];
}

if (page && fields.every(Boolean)) {
  const box = document.createElement("div");
  box.className = "fc-strike-drawn";
  box.hidden = true;
  page.append(box);
  document.querySelector("[data-strike-help]")?.removeAttribute("hidden");
  let from = null;

  const show = (to) => {
    const left = Math.min(from[0], to[0]);
    const top = Math.min(from[1], to[1]);
    const drawn = [left, top, Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
    ["left", "top", "width", "height"].forEach((name, at) => {
      box.style[name] = `${drawn[at]}%`;
      fields[at].value = danish(drawn[at]);
    });
    box.hidden = false;
  };
  page.addEventListener("pointerdown", (event) => {
    from = place(event);
    page.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  page.addEventListener("pointermove", (event) => {
    if (from) show(place(event));
  });
  page.addEventListener("pointerup", () => {
    if (from && !box.hidden && words) words.value = "";
    from = null;
  });
}
