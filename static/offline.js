// Checks what the QR code of a paper says, with the public keys that the page carries; it needs no server.
// The layout of the bytes is that of rules/sealed.py. tweetnacl does it rather than the browser's own Ed25519, which
// pages from a plain http address inside a hospital's network may not use.
(() => {
  "use strict";
  const root = document.getElementById("offline");
  const keys = JSON.parse(root.dataset.keys);
  const answers = root.querySelectorAll("[data-answer]");
  const SIGNATURE = 64;

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function texts(payload) {
    const found = [];
    const utf8 = new TextDecoder("utf-8", { fatal: true });
    for (let place = 5; place < payload.length; ) {
      const end = place + 1 + payload[place];
      if (end > payload.length) throw new Error("cut");
      found.push(utf8.decode(payload.subarray(place + 1, end)));
      place = end;
    }
    if (found.length !== 3) throw new Error("not three texts");
    return found;
  }

  function opened(code) {
    const all = bytes(code);
    const payload = all.slice(0, -SIGNATURE);
    const view = new DataView(payload.buffer);
    if (view.getUint8(0) !== 1) throw new Error("another version");
    const [serial, level, holder] = texts(payload);
    const day = new Date(Date.UTC(2000, 0, 1 + view.getUint16(3))).toISOString().slice(0, 10);
    return { payload, signature: all.slice(-SIGNATURE), key: view.getUint16(1), said: { serial, level, holder, day } };
  }

  function judged(text) {
    const typed = text.replace(/\s+/g, "");
    if (!typed) return ["", {}];
    const code = typed.split("#").pop();
    if (/^https?:/i.test(code)) return ["older", {}];
    let found;
    try {
      found = opened(code);
    } catch {
      return ["unreadable", {}];
    }
    const key = keys[found.key];
    if (!key) return ["stranger", {}];
    const holds = nacl.sign.detached.verify(found.payload, found.signature, bytes(key));
    return holds ? ["genuine", found.said] : ["forged", {}];
  }

  function show() {
    const [answer, said] = judged(root.querySelector("textarea").value);
    for (const one of answers) one.hidden = one.dataset.answer !== answer;
    for (const place of root.querySelectorAll("[data-said]")) place.textContent = said[place.dataset.said] || "";
  }

  root.querySelector("textarea").addEventListener("input", show);
  root.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
})();
