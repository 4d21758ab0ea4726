// Two comforts of the reading pages. Without this file the pages say and do the same.
"use strict";

// When the part of a page that had the focus was exchanged for another, the heading gets it.
document.addEventListener("htmx:afterSettle", () => {
  const heading = document.querySelector("h1");
  if (heading && document.activeElement === document.body) {
    heading.tabIndex = -1;
    heading.focus();
  }
});

// Narrows a long list, of cautions or of sources, to the entries that hold all the words typed. Nothing is sent or kept.
const filter = document.getElementById("filter");
if (filter) {
  const words = filter.querySelector("input");
  const told = filter.querySelector("[role=status]");
  const entries = [...document.querySelectorAll(".filtered .entry")];
  const sections = [...document.querySelectorAll(".filtered")];

  const narrow = () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of entries) {
      const text = entry.textContent.toLowerCase();
      entry.hidden = !asked.every(word => text.includes(word));
    }
    for (const section of sections) section.hidden = !section.querySelector(".entry:not([hidden])");
    const shown = entries.filter(entry => !entry.hidden).length;
    const { some, nothing } = filter.dataset;
    told.textContent = asked.length ? (shown ? some.replace("{shown}", shown) : nothing) : "";
  };

  words.addEventListener("input", narrow);
  addEventListener("hashchange", () => {
    words.value = "";
    narrow();
    document.querySelector(":target")?.scrollIntoView();
  });
  filter.hidden = document.getElementById("to-filter").hidden = false;
  narrow();
}
