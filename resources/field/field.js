// The page works without this. With it: what was typed is kept, what could not be sent waits on the phone and
// is sent later under the same number, photographs are made smaller, and the time left counts.
"use strict";
(() => {
  const main = document.querySelector("main");
  const base = main.dataset.base;
  const $ = (id) => document.getElementById(id);
  const skew = Number(main.dataset.now) - Date.now();
  const MAX_AGE = 24 * 3600e3, EDGE = 2400, SMALL = 1.5e6;
  document.documentElement.classList.add("on");

  // --- kept on the phone ---

  const safely = (work) => { try { return work(); } catch { return null; } };
  const draftKey = (form, name) => `draft:${base}:${form.dataset.act}:${name}`;
  const keep = (key, value) => safely(() => value ? localStorage.setItem(key, value) : localStorage.removeItem(key));
  const kept = (key) => safely(() => localStorage.getItem(key)) || "";
  const typed = (form) => [...form.elements].filter((e) => e.name && /^(text|textarea|checkbox)$/.test(e.type));

  const restore = (root) => {
    for (const form of root.querySelectorAll("form[data-act]")) {
      for (const field of typed(form)) {
        const draft = kept(field.name === "person" ? "person" : draftKey(form, field.name));
        if (field.type === "checkbox") { if (draft) field.checked = true; }
        else if (draft && !field.value) field.value = draft;
        if (draft && field.name === "words") form.closest("details")?.setAttribute("open", "");
      }
      const hidden = form.querySelector("input[type=hidden][name=person]");
      if (hidden && !hidden.value) hidden.value = kept("person");
    }
  };
  const forget = (form) => typed(form).forEach((f) => f.name === "person" || keep(draftKey(form, f.name), ""));
  main.addEventListener("input", (event) => {
    const field = event.target, form = field.form;
    if (!form?.dataset.act || !typed(form).includes(field)) return;
    const value = field.type === "checkbox" ? (field.checked ? "1" : "") : field.value;
    keep(field.name === "person" ? "person" : draftKey(form, field.name), value);
  });

  const store = new Promise((resolve, reject) => {
    const asked = indexedDB.open("patria", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  store.catch(() => 0);
  const memory = new Map();
  const box = async (mode, work) => {
    const objects = (await store).transaction("outbox", mode).objectStore("outbox");
    return new Promise((resolve, reject) => {
      const asked = work(objects);
      asked.transaction.oncomplete = () => resolve(asked.result);
      asked.transaction.onabort = asked.transaction.onerror = () => reject(asked.transaction.error);
    });
  };
  const put = (entry) => box("readwrite", (o) => o.put(entry)).catch(() => memory.set(entry.id, entry));
  const drop = (id) => { memory.delete(id); return box("readwrite", (o) => o.delete(id)).catch(() => 0); };
  const waiting = async () => {
    const found = await box("readonly", (o) => o.getAll()).catch(() => []);
    return [...found, ...memory.values()].sort((a, b) => a.at - b.at);
  };

  // --- photographs: smaller, but still saying when and where they were taken ---

  const exifOf = async (file) => {
    const bytes = new Uint8Array(await file.slice(0, 262144).arrayBuffer());
    const view = new DataView(bytes.buffer);
    for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
      const length = view.getUint16(at + 2);
      if (bytes[at + 1] === 0xe1 && view.getUint32(at + 4) === 0x45786966) {
        const part = bytes.slice(at, at + 2 + length);
        upright(new DataView(part.buffer, 10));
        return part;
      }
      at += 2 + length;
    }
    return null;
  };
  const upright = (tiff) => {
    const little = tiff.getUint16(0) === 0x4949, first = tiff.getUint32(4, little);
    for (let i = 0, n = tiff.getUint16(first, little); i < n; i++) {
      const at = first + 2 + 12 * i;
      if (tiff.getUint16(at, little) === 0x0112) tiff.setUint16(at + 8, 1, little);
    }
  };
  const smaller = async (file) => {
    if (file.size < SMALL || !self.createImageBitmap) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      if (!drawn || drawn.size >= file.size) return file;
      const exif = await exifOf(file).catch(() => null);
      return exif ? new Blob([drawn.slice(0, 2), exif, drawn.slice(2)], { type: "image/jpeg" }) : drawn;
    } catch { return file; } // the server says in words what is wrong with it
  };
  // A camera gives one photograph at a time: each is added to those before, and all are shown.
  const gathered = new WeakMap();
  main.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    const known = gathered.get(input) || [], all = new DataTransfer();
    const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;
    for (const file of [...known, ...[...input.files].filter((f) => !known.some((k) => same(k, f)))].slice(0, 8)) {
      all.items.add(file);
    }
    gathered.set(input, [...all.files]);
    input.files = all.files;
    const picked = input.parentNode.querySelector(".picked");
    picked.replaceChildren(...[...all.files].map((file) => {
      const image = new Image();
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      image.onload = image.onerror = () => URL.revokeObjectURL(image.src);
      return image;
    }));
  });
  const unpick = (input) => { gathered.delete(input); input.parentNode.querySelector(".picked").replaceChildren(); };
  main.addEventListener("reset", (event) => {
    event.target.querySelectorAll("input[type=file]").forEach(unpick);
  });
  const spot = () => new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    setTimeout(done, 6000, null);
    navigator.geolocation.getCurrentPosition((p) => done(p.coords), () => done(null),
      { enableHighAccuracy: true, timeout: 5000, maximumAge: 60000 });
  });

  // --- sending ---

  const say = (id, words) => {
    $(id).textContent = words;
    $(id).hidden = !words;
    if (words) $(id).scrollIntoView({ block: "nearest" });
  };
  const clock = (at) => new Date(at).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" });

  const show = async () => {
    const all = (await waiting()).filter((entry) => entry.base === base);
    const section = $("unsent");
    section.hidden = !all.length;
    section.replaceChildren();
    // What waits is said: its form makes room for the next step.
    const said = new Set(all.map((entry) => new Map(entry.fields).get("do")));
    if (said.has("baca")) said.add("terima");
    for (const form of main.querySelectorAll("form[data-act]")) {
      form.hidden = said.has(form.dataset.act) && !/^(tanya|catatan)$/.test(form.dataset.act);
    }
    if (all.length) main.querySelector(".later")?.setAttribute("open", "");
    if (!all.length) return;
    const head = document.createElement("b"), list = document.createElement("ul");
    head.textContent = "Belum terkirim";
    for (const entry of all) {
      const line = document.createElement("li");
      const photos = entry.photos.length ? `, ${entry.photos.length} foto` : "";
      line.textContent = `${entry.label}${photos} · ditulis ${clock(entry.at)}`;
      list.append(line);
    }
    const note = document.createElement("small");
    note.textContent = memory.size ? "Jangan tutup halaman ini sampai terkirim."
      : "Dikirim sendiri begitu ada sinyal. Posko belum menerimanya.";
    section.append(head, list, note);
  };

  const LATER = "nanti";
  const post = async (entry) => {
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    entry.photos.forEach((photo, i) => body.append("photo", photo, `${i}.jpg`));
    let reply;
    try {
      reply = await fetch(entry.base, { method: "POST", body, headers: { accept: "application/json" } });
    } catch { return LATER; }
    if (reply.status >= 500 || reply.status === 429 || reply.status === 408) return LATER;
    const answer = await reply.json().catch(() => null);
    return answer || LATER;
  };

  let sending = false, again = 0, pause = 4000;
  const flush = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(again);
    try {
      let sent = 0;
      for (const entry of await waiting()) {
        if (Date.now() - entry.at > MAX_AGE) {
          await drop(entry.id);
          giveBack(entry);
          restore(main);
          say("error", `“${entry.label}” dari ${clock(entry.at)} tidak terkirim dalam 24 jam. Kirim lagi bila masih benar.`);
          continue;
        }
        const answer = await post(entry);
        if (answer === LATER) {
          pause = Math.min(60000, pause * 1.5);
          again = setTimeout(flush, pause);
          break;
        }
        pause = 4000;
        await drop(entry.id);
        sent++;
        if (!answer.ok) giveBack(entry);
        if (entry.base !== base) continue;
        const lost = answer.ok || !entry.photos.length ? "" : " Pilih fotonya sekali lagi.";
        say("error", answer.ok ? "" : answer.message + lost);
        say("notice", answer.ok ? answer.message : "");
      }
      await show();
      if (sent) await refresh();
    } finally { sending = false; }
  };

  // Refused: what was typed goes back into its form.
  const giveBack = (entry) => {
    const act = new Map(entry.fields).get("do");
    for (const [name, value] of entry.fields) {
      if (/^(words|what|where|by|same_\w+)$/.test(name)) keep(`draft:${entry.base}:${act}:${name}`, value);
    }
    if (entry.base !== base || !entry.photos.length) return;
    for (const input of main.querySelectorAll(`form[data-act=${act}] input[type=file]`)) {
      input.value = "";
      unpick(input);
    }
  };

  const submit = async (form, button) => {
    const buttons = main.querySelectorAll("button");
    buttons.forEach((one) => { one.disabled = true; });
    const was = button.textContent;
    button.textContent = "Mengirim …";
    main.setAttribute("aria-busy", "true");
    say("error", ""); say("notice", "");
    try {
      const data = new FormData(form);
      const files = data.getAll("photo").filter((file) => file.size);
      data.delete("photo");
      if (!data.get("person")) data.set("person", kept("person"));
      const where = "spot" in form.dataset ? await spot() : null;
      if (where) {
        data.set("lat", where.latitude);
        data.set("lon", where.longitude);
        data.set("accuracy", Math.min(1e5, where.accuracy));
      }
      const at = Date.now();
      data.set("written", Math.round(at + skew));
      const photos = [];
      for (const file of files.slice(0, 8)) photos.push(await smaller(file));
      await put({ id: data.get("id"), base, at, label: form.dataset.label, fields: [...data], photos });
      await show();
      forget(form);
      form.elements.id.value = number();
      await flush();
      if ((await waiting()).some((entry) => entry.base === base)) { form.reset(); restore(main); }
    } finally {
      button.textContent = was;
      main.removeAttribute("aria-busy");
      buttons.forEach((one) => { one.disabled = false; });
    }
  };
  const number = () => self.crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) =>
      (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.act) return;
    event.preventDefault();
    const button = form.querySelector("button");
    if (!button.disabled) submit(form, button);
  });

  // --- staying current ---

  // A form somebody is at stays as it is, also when everything around it is new.
  const busy = (form) => form.contains(document.activeElement)
    || [...form.elements].some((e) => e.type === "file" && e.files.length);
  const replace = (here, there) => {
    document.adoptNode(there);
    const focused = document.activeElement;
    for (const form of here.querySelectorAll("form[data-act]")) {
      const again = there.querySelector(`form[data-act=${form.dataset.act}]`);
      if (again && busy(form)) again.replaceWith(form);
    }
    for (const open of here.querySelectorAll("details[open]")) {
      const act = open.querySelector("form[data-act]")?.dataset.act;
      if (act) there.querySelector(`details:has(form[data-act=${act}])`)?.setAttribute("open", "");
    }
    here.replaceWith(there);
    if (main.contains(focused)) focused.focus();
  };
  const refresh = async () => {
    let reply;
    try { reply = await fetch(base, { cache: "no-store" }); } catch { return; }
    if (reply.status === 404 || reply.status === 410) return void location.reload();
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const name of ["top", "ladder", "proofs", "trail", "act"]) {
      const here = main.querySelector(`[data-live=${name}]`), there = page.querySelector(`[data-live=${name}]`);
      if (here && there && here.dataset.state === there.dataset.state && name === "act") continue;
      if (here && there) replace(here, there);
      else if (here) here.remove();
      else if (there) return void location.reload();
    }
    restore(main);
    count();
  };
  const span = (ms) => {
    const minutes = Math.floor(Math.max(0, ms) / 6e4), hours = Math.floor(minutes / 60);
    if (minutes < 60) return minutes ? `${minutes} menit` : "kurang dari 1 menit";
    if (hours < 24) return minutes % 60 ? `${hours} jam ${minutes % 60} menit` : `${hours} jam`;
    return hours % 24 ? `${Math.floor(hours / 24)} hari ${hours % 24} jam` : `${hours / 24} hari`;
  };
  const count = () => {
    for (const mark of main.querySelectorAll("[data-due]")) {
      const left = Number(mark.dataset.due) - Date.now() - skew;
      mark.textContent = left <= 0 ? `lewat ${span(-left)}` : `tinggal ${span(left)}`;
      mark.classList.toggle("late", left <= 0);
    }
  };

  restore(main);
  count();
  setInterval(count, 10000);
  setInterval(() => { if (!document.hidden && navigator.onLine) refresh(); }, 30000);
  addEventListener("online", () => { pause = 4000; flush(); });
  addEventListener("visibilitychange", () => { if (!document.hidden) { flush(); refresh(); } });
  navigator.storage?.persist?.().catch(() => 0);
  if (location.search) history.replaceState(null, "", base);
  navigator.serviceWorker?.register("/t/-/worker.js", { scope: "/t/" }).catch(() => 0);
  navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage(base));
  show().then(flush);
  const opened = document.querySelector("footer img");
  if ("new" in main.dataset) opened.complete ? refresh() : opened.addEventListener("load", () => refresh());
})();
