// The editing room works without this script; it saves steps.
// Lists of boxes show what is ticked and can be narrowed by typing.

"use strict";

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

function narrow(filter) {
  const wanted = words(filter.value);
  const picker = filter.closest("[data-picker]");
  for (const label of picker.querySelectorAll("label")) {
    const told = label.textContent.toLowerCase();
    label.hidden = !wanted.every((word) => told.includes(word));
  }
  for (const group of picker.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("label:not([hidden])");
  }
}

function tell(picker) {
  const ticked = [...picker.querySelectorAll("input[type=checkbox]:checked")];
  const items = ticked.map((box) => {
    const item = document.createElement("li");
    item.textContent = box.parentElement.textContent.trim();
    return item;
  });
  picker.querySelector("[data-picked]").replaceChildren(...items);
}

function showFilters() {
  for (const filter of document.querySelectorAll("[data-filter][hidden]")) filter.hidden = false;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-filter]")) narrow(event.target);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-picker] input[type=checkbox]")) tell(event.target.closest("[data-picker]"));
});

// Enter in a filter would save the whole screen.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-filter]")) event.preventDefault();
});

document.addEventListener("formset:added", showFilters);
document.addEventListener("DOMContentLoaded", showFilters);

// What was typed or ticked before the scripts came, or put back by the browser, is shown too.
window.addEventListener("load", () => {
  for (const text of document.querySelectorAll("textarea")) {
    if (text.value !== text.defaultValue) text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const box of document.querySelectorAll("[data-picker] input[type=checkbox]")) {
    if (box.checked !== box.defaultChecked) tell(box.closest("[data-picker]"));
  }
});
