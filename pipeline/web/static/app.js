// Two small helps: hits while typing, and the cell under the pointer marked on both sides. Pages work without either.
(() => {
  const form = document.querySelector('form[role=search]');
  const box = form.querySelector('input');
  const list = document.getElementById('hits');
  const folder = form.dataset.folder === '1';
  const fileSafe = (text) => text.replace(/[^0-9A-Za-z_.:-]/g, (c) => '~' + c.codePointAt(0).toString(16));
  const address = (hit) => folder ? `${form.dataset.root}p/${hit.kind}/${fileSafe(hit.id)}.html` : `/${hit.kind}/${encodeURIComponent(hit.id)}`;
  const show = (hits) => {
    list.replaceChildren(...hits.slice(0, 12).map((hit) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = address(hit);
      link.textContent = hit.place ? `${hit.name}（${hit.place}）` : hit.name;
      item.append(link);
      return item;
    }));
    list.hidden = hits.length === 0;
  };
  let timer = 0;
  box.addEventListener('input', () => {
    clearTimeout(timer);
    const text = box.value.trim().toLowerCase();
    if (!text) { show([]); return; }
    timer = setTimeout(async () => {
      if (folder) { show((window.MINGZHANG_INDEX || []).filter((hit) => hit.keys.includes(text))); return; }
      const answer = await fetch(`/search.json?q=${encodeURIComponent(text)}`);
      if (answer.ok && box.value.trim().toLowerCase() === text) show(await answer.json());
    }, 120);
  });
  box.addEventListener('keydown', (event) => { if (event.key === 'Escape') show([]); });
  form.addEventListener('submit', (event) => {
    if (!folder) return;
    event.preventDefault();
    const first = list.querySelector('a');
    if (first) location.href = first.href;
  });
  const both = (element, on) => {
    const id = element.dataset.cell || element.id.replace(/^c-/, 'r-');
    for (const one of [element, document.getElementById(id)]) if (one) one.classList.toggle('on', on);
  };
  for (const element of document.querySelectorAll('.sheet a.cell, .read a[data-cell]')) {
    element.addEventListener('pointerenter', () => both(element, true));
    element.addEventListener('pointerleave', () => both(element, false));
    element.addEventListener('focus', () => both(element, true));
    element.addEventListener('blur', () => both(element, false));
  }
})();
