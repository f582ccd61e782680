// The bell asks for its number when the window gets the focus again, at most twice a minute. Nothing asks by itself.

const bell = document.querySelector("[data-bell]");
let asked = Date.now();

async function ask() {
  if (Date.now() - asked < 30000) return;
  asked = Date.now();
  let answer;
  try {
    answer = await fetch(bell.dataset.bell, { redirect: "manual" });
  } catch {
    return; // no connection: the next focus asks again
  }
  if (answer.ok) show((await answer.json()).count);
}

function show(count) {
  const before = Number(bell.dataset.count);
  if (count === before) return;
  bell.dataset.count = count;
  bell.querySelector(".fc-unseen").textContent = count ? `Beskeder, ${count} nye` : "Beskeder";
  const number = bell.querySelector("b");
  number.textContent = count;
  number.hidden = !count;
  if (count > before) {
    const words = count - before === 1 ? "Du har fået en ny besked" : `Du har fået ${count - before} nye beskeder`;
    document.dispatchEvent(new CustomEvent("fc:say", { detail: words }));
  }
}

if (bell) window.addEventListener("focus", ask);
