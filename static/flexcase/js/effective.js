// Effective hours follow the fingers: hours × intensity in every row, and the last full row in the meter.
// The server reckons anyway; without this script the figures come with the next page.

/** "12,5" and "12.5" and "60 %" to a number; nothing to null. */
function number(field) {
  const text = (field?.value ?? "").replace(/[\s%]/g, "").replace(",", ".");
  if (!text || !/^\d+(\.\d+)?$/.test(text)) return null;
  return Number(text);
}
const danish = (value, least = 1) =>
  value.toLocaleString("da-DK", { minimumFractionDigits: least, maximumFractionDigits: 2, useGrouping: false });

/** Two decimals are enough, and 12 × 60 / 100 must be 7.2 and not 7.199999. */
const effective = (hours, intensity) => Math.round(hours * intensity + 1e-9) / 100;

function reckon(scope) {
  const rows = scope.querySelectorAll("[data-effective-row]");
  let last = null;
  for (const row of rows.length ? rows : [scope]) {
    const hours = number(row.querySelector("[data-hours]"));
    const intensity = number(row.querySelector("[data-intensity]"));
    const out = row.querySelector("[data-effective-hours]");
    const full = hours !== null && intensity !== null;
    if (full) last = { hours, intensity, value: effective(hours, intensity) };
    if (out) out.textContent = full ? danish(effective(hours, intensity)) : "–";
  }
  const meter = scope.querySelector("[data-effective-meter]") || document.querySelector("[data-effective-meter]");
  if (!meter || !last) return;
  const whole = Number(meter.dataset.whole || 37);
  const width = Number(meter.dataset.width || 290);
  const share = Math.min(1, last.value / whole);
  const put = (name, text) => {
    const element = meter.querySelector(`[data-${name}]`);
    if (element) element.textContent = text;
  };
  put("figure", danish(last.value));
  put("sum", `${danish(last.hours, 0)}\u00a0timer × ${danish(last.intensity, 0)}\u00a0%`);
  put("percent", `${Math.round((last.value / whole) * 100)}\u00a0%`);
  meter.querySelector("[data-fill]")?.setAttribute("width", (share * width).toFixed(1));
  meter.querySelector("[data-percent]")?.setAttribute("x", String(share > 0.8 ? 8 : (share * width + 6).toFixed(1)));
}

document.addEventListener("input", (event) => {
  const scope = event.target.closest?.("[data-effective]");
  if (scope) reckon(scope);
});
document.querySelectorAll("[data-effective]").forEach(reckon);
document.addEventListener("htmx:load", (event) => event.detail.elt.querySelectorAll?.("[data-effective]").forEach(reckon));

// Tab in the last row of a table with data-grow makes a new one, from its template.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.shiftKey) return;
  const table = event.target.closest?.("[data-grow]");
  const template = table && document.getElementById(table.dataset.grow);
  if (!template) return;
  const fields = [...table.querySelectorAll("tbody input, tbody select")];
  if (fields.at(-1) !== event.target || !event.target.value) return;
  const total = table.closest("form").querySelector("input[name$='-TOTAL_FORMS']");
  const at = total ? Number(total.value) : table.tBodies[0].rows.length;
  const holder = document.createElement("tbody");
  holder.append(template.content.cloneNode(true));
  holder.innerHTML = holder.innerHTML.replaceAll("__prefix__", String(at));
  const row = holder.firstElementChild;
  table.tBodies[0].append(row);
  if (total) total.value = String(at + 1);
  event.preventDefault();
  row.querySelector("input, select")?.focus();
});
