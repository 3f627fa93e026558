// Comfort only: every page works without this file.
"use strict";

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form) form.requestSubmit ? form.requestSubmit() : form.submit();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu-more[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu-more[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("form[data-autosubmit] button[type=submit]")) button.hidden = true;
  const errors = document.getElementById("errors");
  if (errors) errors.focus();
});

// The lobby shows nobody whom the server hasn't confirmed within ten seconds: without it (a restart, a cut line, a
// computer that slept) names and figures are hidden, and they come back by themselves. What counts is when was asked.
if (document.querySelector("[data-confirmed]")) {
  const trusted = 9500;
  let asked = Date.now() - performance.now();
  let confirmed = asked;
  document.addEventListener("htmx:beforeRequest", () => { asked = Date.now(); });
  document.addEventListener("htmx:afterSwap", () => { confirmed = asked; });
  setInterval(() => document.documentElement.classList.toggle("cut-off", Date.now() - confirmed > trusted), 250);
}

// A picture of what is being typed, drawn anew after a pause (certificates/word.html).
for (const panel of document.querySelectorAll("[data-sketch]")) {
  const form = panel.querySelector("form");
  let waiting = 0;
  let asked = 0;
  const draw = async () => {
    const mine = ++asked;
    const answer = await fetch(panel.dataset.sketch, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer && answer.ok && mine === asked) document.getElementById("sketch").innerHTML = await answer.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 350);
  });
  draw();
}
