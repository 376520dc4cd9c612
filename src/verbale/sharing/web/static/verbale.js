// Everything works without this file; it adds the theme switch, the sliding day, and highlights in the reader.
const root = document.documentElement;
const stored = localStorage.getItem("theme");
if (stored) root.dataset.theme = stored;

document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

const DAY = 86400000;
for (const form of document.querySelectorAll("[data-slider]")) {
  const day = form.querySelector("[type=date]");
  const range = form.querySelector("[data-range]");
  const first = Date.parse(day.min);
  range.max = Math.max(1, Math.round((Date.parse(day.max) - first) / DAY));
  range.value = Math.round((Date.parse(day.value) - first) / DAY);
  range.hidden = false;
  range.addEventListener("input", () => { day.value = new Date(first + range.value * DAY).toISOString().slice(0, 10); });
  range.addEventListener("change", () => form.requestSubmit());
}

const marks = document.querySelectorAll("mark[data-findings]");
const choose = (ids) => {
  for (const mark of marks) mark.classList.toggle("on", mark.dataset.findings.split(" ").some((id) => ids.includes(id)));
  for (const item of document.querySelectorAll("[data-finding]")) item.classList.toggle("on", ids.includes(item.dataset.finding));
};
for (const mark of marks) {
  mark.tabIndex = 0;
  const show = () => {
    const ids = mark.dataset.findings.split(" ");
    choose(ids);
    const item = document.querySelector(`[data-finding="${CSS.escape(ids[0])}"]`);
    item?.scrollIntoView({ block: "nearest" });
    const why = item?.querySelector("details");
    if (why) why.open = true;
  };
  mark.addEventListener("click", show);
  mark.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
}
const target = () => { if (location.hash.length > 1) choose([decodeURIComponent(location.hash.slice(1))]); };
addEventListener("hashchange", target);
target();

// On a phone a drawing is wider than the screen: the timeline opens at its last mark, the map in its middle. The names
// of the lanes stay at the edge of what is seen.
for (const drawing of document.querySelectorAll(".drawing")) {
  const room = drawing.scrollWidth - drawing.clientWidth;
  if (room <= 0) continue;
  const from = drawing.getBoundingClientRect().left;
  const ends = [...drawing.querySelectorAll(".timeline a")].map((mark) => mark.getBoundingClientRect().right - from);
  const names = drawing.querySelectorAll(".again");
  const follow = () => {
    const units = drawing.querySelector("svg").viewBox.baseVal.width / drawing.scrollWidth;
    for (const name of names) name.setAttribute("transform", `translate(${(drawing.scrollLeft - room) * units} 0)`);
  };
  if (names.length) drawing.addEventListener("scroll", follow);
  if (ends.length) drawing.scrollLeft = Math.max(...ends) + 80 - drawing.clientWidth;
  else if (drawing.querySelector(".world")) drawing.scrollLeft = room / 2;
  if (names.length) follow();
}

// On paper nothing can be opened: what a cell of the matrix or a list holds is printed.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll(".matrix details:not([open]), .disputed:not([open])")];
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => { for (const part of opened) part.open = false; });
