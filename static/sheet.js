// Comfort for score sheets: arrows, Enter, pasting a column, keeping what is typed. The sheet works without this file.
"use strict";

const sheet = document.querySelector("[data-sheet]");
if (sheet) begin(sheet.closest("form"));

function begin(form) {
  const body = sheet.querySelector("tbody");
  const said = form.querySelector("[data-said]");
  for (const one of form.querySelectorAll("[data-script]")) one.hidden = false;
  let timer = 0, sending = null, dirty = false, left = false;

  const rows = () => [...body.rows].filter((row) => !row.hidden && row.querySelector("input, select"));
  const cells = (row) => [...row.querySelectorAll("td > input:not([type=hidden]), td > select")];
  const keyOf = (cell) => cell.name.split("-").pop();
  const twin = (row, cell) => cells(row).find((other) => keyOf(other) === keyOf(cell));

  // Moving about
  function step(cell, by) {
    const all = rows(), at = all.indexOf(cell.closest("tr"));
    for (let next = at + by; all[next]; next += by) {
      const found = twin(all[next], cell);
      if (found) return go(found);
    }
    if (by > 0 && grow()) step(cell, by);
  }
  function aside(cell, by) {
    const all = cells(cell.closest("tr")), found = all[all.indexOf(cell) + by];
    if (found) go(found);
  }
  function go(cell) {
    cell.focus();
    if (cell.select) cell.select();
  }
  function atEdge(cell, end) {
    if (cell.tagName === "SELECT") return true;
    if (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length) return true;
    return cell.selectionStart === cell.selectionEnd && cell.selectionEnd === (end ? cell.value.length : 0);
  }
  body.addEventListener("keydown", (event) => {
    const cell = event.target, list = cell.tagName === "SELECT";
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") { event.preventDefault(); step(cell, event.shiftKey ? -1 : 1); }
    else if (event.key === "ArrowDown" && !list) { event.preventDefault(); step(cell, 1); }
    else if (event.key === "ArrowUp" && !list) { event.preventDefault(); step(cell, -1); }
    else if (event.key === "ArrowRight" && atEdge(cell, true)) { event.preventDefault(); aside(cell, 1); }
    else if (event.key === "ArrowLeft" && atEdge(cell, false)) { event.preventDefault(); aside(cell, -1); }
  });

  // One more row like the last, where rows are free
  function grow() {
    const last = body.rows[body.rows.length - 1];
    if (!last || "preset" in last.dataset || body.rows.length >= 380) return false;
    const copy = last.cloneNode(true), place = 1 + Math.max(...[...body.querySelectorAll("[name^=rows-]")].map((one) => +one.name.split("-")[1]));
    for (const cell of copy.querySelectorAll("[name^=rows-]")) {
      const key = keyOf(cell), before = twin(last, cell);
      cell.name = cell.id = `rows-${place}-${key}`;
      cell.value = key === "day" || key === "times" ? (before ? before.value : "") : "";
      show(cell, "");
    }
    for (const told of copy.querySelectorAll("[data-worth]")) { told.dataset.worth = `rows-${place}`; told.textContent = ""; }
    body.append(copy);
    return true;
  }

  // A block copied from Excel or WPS
  body.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\n\t]/.test(text)) return;
    event.preventDefault();
    const lines = text.split("\n").map((line) => line.split("\t"));
    let row = event.target.closest("tr");
    const from = keyOf(event.target);
    lines.forEach((values, number) => {
      if (number) row = next(row);
      if (row) put(row, from, values);
      else say(sheet.dataset.more, true);
    });
    touched();
  });
  function next(row) {
    const all = rows(), at = all.indexOf(row) + 1;
    return all[at] || (grow() ? rows()[at] : null);
  }
  function put(row, from, values) {
    const all = cells(row), start = all.findIndex((cell) => keyOf(cell) === from);
    if (start < 0) return;
    values.forEach((value, number) => { if (all[start + number]) fill(all[start + number], value.trim()); });
  }
  function fill(cell, value) {
    if (cell.tagName !== "SELECT") { cell.value = value; return; }
    const key = value.split(" ")[0];
    const found = [...cell.options].find((one) => one.value === key || one.text === value || one.text.split(" ").slice(1).join(" ") === value);
    if (found) cell.value = found.value;
  }

  // Days for all lines at once, and looking at some lines only
  const days = form.querySelector("[data-all-days]"), only = form.querySelector("[data-only]");
  if (days) days.addEventListener("change", () => {
    for (const cell of body.querySelectorAll("[name$=-day]")) cell.value = days.value;
    touched();
  });
  if (only) only.addEventListener("input", () => {
    for (const row of body.rows) {
      const words = row.cells[0].textContent.toLowerCase();
      row.hidden = only.value !== "" && ("preset" in row.dataset || row.className === "group-row") && !words.includes(only.value.toLowerCase());
    }
  });
  for (const one of [days, only]) if (one) one.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); one.dispatchEvent(new Event("change")); } });

  // Keeping what is typed
  body.addEventListener("input", touched);
  function touched() {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  }
  function save(last) {
    if (!dirty || left || sending) return sending || Promise.resolve();
    dirty = false;
    clearTimeout(timer);
    if (!last) say(sheet.dataset.saving);
    const sent = new URLSearchParams(new FormData(form));
    sending = fetch(sheet.dataset.autosave, {
      method: "POST", body: sent, credentials: "same-origin", keepalive: last === true && sent.toString().length < 60000,
      headers: { Accept: "application/json", "X-Requested-With": "sheet" },
    }).then(read).catch(() => again(sheet.dataset.lost)).finally(() => { sending = null; if (dirty && !timer) touched(); });
    timer = 0;
    return sending;
  }
  async function read(answer) {
    if (!(answer.headers.get("Content-Type") || "").includes("json")) return again(sheet.dataset.signedOut);
    const told = await answer.json();
    if (answer.status === 503) return again(told.words);
    say(told.words, !answer.ok);
    if (told.sheet) adopt(told);
    if (told.lines) render(told);
  }
  function again(words) {
    say(words, true);
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, 5000);
  }
  function adopt(told) {
    form.elements.version.value = told.version;
    const address = new URL(sheet.dataset.autosave, location.href);
    address.searchParams.set("sheet_id", told.sheet);
    sheet.dataset.autosave = address.pathname + address.search;
    if (!told.address || form.getAttribute("action") === told.address) return;
    form.action = told.address;
    history.replaceState(null, "", told.address);
  }
  function render(told) {
    for (const output of body.querySelectorAll("[data-worth]")) {
      const line = told.lines[output.dataset.worth];
      output.textContent = line ? line.worth : "";
      for (const cell of cells(output.closest("tr"))) show(cell, line ? line.bad[keyOf(cell)] || "" : "");
    }
    form.querySelector("[data-total]").textContent = told.total;
    form.querySelector("[data-count]").textContent = told.count;
  }
  function show(cell, words) {
    cell.setAttribute("aria-invalid", words ? "true" : "false");
    let note = cell.parentElement.querySelector(".field-error");
    if (!words) { if (note) note.remove(); return; }
    if (!note) { note = document.createElement("p"); note.className = "field-error"; cell.after(note); }
    note.textContent = words;
  }
  function say(words, bad) {
    said.textContent = words;
    said.classList.toggle("cut", bad === true);
  }

  // Nothing is lost by leaving, and nothing is saved after it was submitted
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
  window.addEventListener("pagehide", () => save(true));
  form.addEventListener("submit", (event) => {
    if (left || !sending) { left = true; return; }
    event.preventDefault();
    const button = event.submitter;
    sending.finally(() => { left = true; form.requestSubmit(button || undefined); });
  });
}
