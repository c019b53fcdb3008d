/* spil.js: makes quick what works without it. Not: any rule, any text (words come from #woorden).
   Start at wire(). Attributes that pages use:
     data-suggest="/path?q="  search as you type, in a div.suggest (form_suggest in html/form.h)
     data-alike="/path"       asks the path with the fields named in data-of while they are typed
     data-live="id"           GET form: swaps the element with this id while you type
     data-inline              POST form: sent without leaving the page; without connection, later.
                              _once is the same for every attempt, so that it is saved once
     data-draft="key"         POST /concept _csrf, key, text (the fields, urlencoded) 2 s after typing
     data-guard               asks before leaving with unsaved changes; with a textarea in it, keeps
                              what is typed as a draft and offers it again (_draft: forgotten when saved)
     data-search, data-new    what the keys / and n focus or open (n: first the quick log, form.quick)
     data-rows                a list or table body for j and k
     data-copy="id"           a button, hidden without us: copies that element's text, then sends its form */
'use strict';
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const words = $('#woorden')?.dataset ?? {};
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };
  const later = (ms, action) => {
    let timer;
    return (...args) => {
      clearTimeout(timer);
      timer = setTimeout(action, ms, ...args);
    };
  };
  const parse = (text) => new DOMParser().parseFromString(text, 'text/html');

  const voice = make('div', { class: 'sr', role: 'status' });
  document.body.append(voice);
  const say = (text) => { voice.textContent = text; };
  const show = (text, ...extra) => {
    const box = make('div', { class: 'flash trouble' }, make('p', {}, text), ...extra);
    $('#melding')?.replaceChildren(box);
    say(text);
    return box;
  };

  /* ---- asking the server; every answer keeps the session alive ---- */
  let warn, end;
  const alive = () => {
    const seconds = Number(document.body.dataset.idle);
    if (!seconds) return;
    clearTimeout(warn);
    clearTimeout(end);
    warn = setTimeout(() => {
      const stay = make('button', { type: 'button', class: 'quiet' }, words.stay);
      const box = show(words.idle, stay);
      stay.onclick = () => ask(location.href, { method: 'HEAD' }).then(() => box.remove());
      document.dispatchEvent(new CustomEvent('spil:idle'));
    }, Math.max(seconds - 60, 1) * 1000);
    end = setTimeout(() => { /* the page goes from the screen; the draft is with the server */
      dirty.clear();
      location.reload();
    }, (seconds + 1) * 1000);
  };
  const ask = async (url, options = {}) => {
    const answer = await fetch(url, { credentials: 'same-origin', ...options });
    alive();
    return answer;
  };
  const retry = (action) => { /* when there is a connection again, or every 15 s */
    let done = false;
    const again = () => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      removeEventListener('online', again);
      action();
    };
    const timer = setTimeout(again, 15000);
    addEventListener('online', again);
  };
  const fields = (form, button) => new URLSearchParams(new FormData(form, button));

  /* ---- search as you type: the combobox pattern of ARIA ---- */
  const suggest = (input) => {
    const list = make('ul', { role: 'listbox', id: input.id + '-lijst', hidden: '' });
    const label = input.labels[0]?.textContent;
    if (label) list.setAttribute('aria-label', label);
    input.after(list); /* within div.suggest */
    for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'],
      ['aria-expanded', 'false'], ['aria-controls', list.id], ['autocomplete', 'off']])
      input.setAttribute(name, value);
    const chooses = input.name.startsWith('_');
    const id = chooses && input.form.elements[input.name.slice(1)];
    const was = chooses && input.form.elements[input.name + '_was'];
    let at = -1, asked;

    const open = (is) => {
      list.hidden = !is;
      input.setAttribute('aria-expanded', String(is));
      if (!is) move(-1);
    };
    const move = (to) => {
      const options = [...list.children];
      at = options.length ? (to + options.length) % options.length : -1;
      if (to < 0 && list.hidden) at = -1;
      options.forEach((o, i) => o.setAttribute('aria-selected', String(i === at)));
      options[at]?.scrollIntoView({ block: 'nearest' });
      if (at >= 0) input.setAttribute('aria-activedescendant', options[at].id);
      else input.removeAttribute('aria-activedescendant');
    };
    const choose = (option) => {
      if (option.ariaDisabled) return;
      input.value = option.dataset.label ?? option.textContent.trim();
      if (chooses) {
        id.value = option.dataset.value;
        was.value = input.value;
      }
      open(false);
      input.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const search = later(150, async () => {
      const text = input.value.trim();
      asked?.abort();
      if (text.length < 2 || document.activeElement !== input) return open(false);
      asked = new AbortController();
      try {
        const answer = await ask(input.dataset.suggest + encodeURIComponent(text), { signal: asked.signal });
        const page = parse(await answer.text());
        if (!answer.ok || document.activeElement !== input) return open(false); /* left while we asked */
        const found = $$('li', page);
        found.forEach((o, i) => {
          o.id = `${list.id}-${i}`;
          o.setAttribute('role', 'option');
          o.setAttribute('aria-selected', 'false');
        });
        const nothing = () => Object.assign(make('li', { role: 'option', 'aria-disabled': 'true', class: 'empty' }),
          { textContent: words.nothing });
        list.replaceChildren(...found.length ? found : [nothing()]);
        at = -1;
        open(true);
        say(found.length ? `${found.length} ${words.results}` : words.nothing);
      } catch { /* newer search, or no connection: the server searches when the form is sent */ }
    });
    input.addEventListener('input', () => {
      if (chooses) id.value = was.value = '';
      search();
    });
    input.addEventListener('keydown', (e) => {
      if (list.hidden) return;
      if (e.key === 'ArrowDown') move(at + 1);
      else if (e.key === 'ArrowUp') move(at < 0 ? -1 : at - 1);
      else if (e.key === 'Enter' && at >= 0) choose(list.children[at]);
      else if (e.key === 'Escape') open(false);
      else return;
      e.preventDefault();
    });
    input.addEventListener('blur', () => open(false));
    list.addEventListener('mousedown', (e) => e.preventDefault()); /* keeps the focus in the box */
    list.addEventListener('click', (e) => {
      const option = e.target.closest('li');
      if (option) choose(option);
    });
  };

  /* ---- is this somebody we know? asked while a name is typed ---- */
  const alike = (box) => {
    const form = box.closest('form'), names = box.dataset.of.split(' ');
    let asked;
    const look = later(400, async () => {
      const query = new URLSearchParams(names.map((name) => [name, form.elements[name].value.trim()]));
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await ask(`${box.dataset.alike}?${query}`, { signal: asked.signal });
        const fresh = answer.ok && parse(await answer.text()).getElementById(box.id);
        if (!fresh || box.innerHTML === fresh.innerHTML) return;
        box.replaceChildren(...fresh.childNodes);
        say($('h2', box)?.textContent ?? '');
      } catch { /* newer letters, or no connection: the server looks when the form is sent */ }
    });
    for (const name of names) form.elements[name].addEventListener('input', look);
  };

  /* ---- filters that work while you type ---- */
  const live = (form) => {
    let asked;
    const swap = async () => {
      const url = new URL(form.action);
      url.search = fields(form);
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await ask(url, { signal: asked.signal });
        const fresh = answer.ok && parse(await answer.text()).getElementById(form.dataset.live);
        const old = document.getElementById(form.dataset.live);
        if (!fresh || !old) return location.assign(url);
        old.replaceWith(fresh);
        wire(fresh);
        history.replaceState(null, '', url);
        const rows = $('[data-rows]', fresh);
        say(rows ? `${rows.children.length} ${words.results}` : words.nothing);
      } catch (e) {
        if (e.name !== 'AbortError') show(words.offline);
      }
    };
    form.addEventListener('input', later(250, swap));
    form.addEventListener('submit', (e) => { e.preventDefault(); swap(); });
  };

  /* ---- sending without leaving the page ---- */
  const inline = (form) => {
    let busy = false;
    const once = make('input', { type: 'hidden', name: '_once', value: crypto.randomUUID?.() ?? String(Math.random()).slice(2) });
    form.append(once);
    const send = async (body) => {
      try {
        const answer = await ask(form.action, { method: 'POST', body });
        const page = parse(await answer.text());
        const fresh = $('main', page);
        if (!fresh || answer.status >= 500 || ($('[type=password]', page) && !$('[type=password]')))
          throw new Error('refused');
        if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
          dirty.delete(form);
          sessionStorage.setItem('melding', $('#melding', page)?.innerHTML ?? ''); /* it was read here, and is told once */
          return location.assign(answer.url);
        }
        dirty.delete(form);
        document.title = page.title;
        $('main').replaceWith(fresh);
        wire(fresh);
        ($('#fouten') ?? $('[autofocus]', fresh) ?? fresh).focus();
        say($('#melding', fresh)?.textContent ?? '');
      } catch (e) {
        busy = false;
        show(e instanceof TypeError ? words.offline : words.failed);
        if (e instanceof TypeError) retry(() => { if (form.isConnected && !busy) { busy = true; send(body); } });
      }
    };
    form.addEventListener('submit', (e) => {
      e.preventDefault();
      if (busy) return; /* a second press is no second contact */
      busy = true;
      send(fields(form, e.submitter));
    });
  };

  /* ---- copying a text, and only then sending the form ---- */
  const copy = (button) => {
    const area = document.getElementById(button.dataset.copy);
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async (e) => {
      e.preventDefault();
      try {
        await navigator.clipboard.writeText(area.value);
        if (button.form)
          button.form.requestSubmit();
        else
          show(button.dataset.done);
      } catch {
        area.select(); /* to be copied by hand */
        show(words.failed);
      }
    });
  };

  /* ---- drafts and unsaved changes ---- */
  const dirty = new Set();
  const own = ['_csrf', '_once', '_draft'];
  const draft = (form) => {
    const state = make('p', { class: 'draft-state', role: 'status' });
    form.append(state);
    const save = async () => {
      if (!form.isConnected) return;
      const text = fields(form);
      for (const name of own) text.delete(name);
      try {
        const answer = await ask('/concept', {
          method: 'POST',
          body: new URLSearchParams({ _csrf: document.body.dataset.csrf ?? '', key: form.dataset.draft, text }),
        });
        state.textContent = answer.ok ? words.saved : words.failed;
      } catch {
        state.textContent = words.offline;
        retry(save);
      }
    };
    form.addEventListener('input', later(2000, save));
  };
  const put_back = (form, typed) => {
    const left = new Map();
    for (const field of form.elements) {
      if (!field.name || own.includes(field.name) || field.type === 'file') continue;
      const all = left.get(field.name) ?? typed.getAll(field.name);
      if (field.type === 'checkbox' || field.type === 'radio') field.checked = all.includes(field.value);
      else if (all.length) field.value = all.shift();
      left.set(field.name, all);
    }
    dirty.add(form);
  };
  const offer = async (form) => {
    const answer = await ask(`/concept?key=${encodeURIComponent(form.dataset.draft)}`).catch(() => null);
    if (answer?.status !== 200) return;
    const typed = new URLSearchParams(await answer.text());
    if ([...fields(form)].every(([name, value]) => own.includes(name) || typed.getAll(name).includes(value))) return;
    const take = make('button', { type: 'button', class: 'quiet' }, words.take);
    const drop = make('button', { type: 'button', class: 'quiet' }, words.drop);
    const box = make('div', { class: 'flash kept', role: 'status' }, make('p', {}, words.kept), take, drop);
    form.prepend(box);
    take.onclick = () => { put_back(form, typed); box.remove(); $('textarea', form).focus(); };
    drop.onclick = () => {
      ask('/concept', { method: 'POST', body: new URLSearchParams({ _csrf: document.body.dataset.csrf, key: form.dataset.draft, text: '' }) });
      box.remove();
    };
  };
  const keep = (form) => {
    if (!document.body.dataset.csrf || 'draft' in form.dataset || !$('textarea', form) || $('[type=password]', form)) return;
    const action = form.getAttribute('action');
    const number = $$('form').filter((f) => f.getAttribute('action') === action).indexOf(form);
    form.dataset.draft = number ? `${action}#${number}` : action;
    form.append(make('input', { type: 'hidden', name: '_draft', value: form.dataset.draft }));
    draft(form);
    offer(form);
  };
  const guard = (form) => {
    form.addEventListener('input', () => dirty.add(form));
    form.addEventListener('submit', () => { if (!('inline' in form.dataset)) dirty.delete(form); });
  };
  addEventListener('beforeunload', (e) => {
    for (const form of dirty) if (form.isConnected) e.preventDefault();
  });

  /* ---- keys; single keys can be switched off (WCAG 2.1.4) ---- */
  const keys_on = () => localStorage.getItem('toetsen') !== 'uit';
  const help = () => {
    const rows = [['/', words.keySearch], ['n', words.keyNew], ['j', words.keyDown],
      ['k', words.keyUp], ['Enter', words.keyOpen], ['?', words.keyHelp]];
    const list = make('dl', {}, ...rows.flatMap(([key, what]) =>
      [make('dt', {}, make('kbd', {}, key)), make('dd', {}, what)]));
    const on = make('input', { type: 'checkbox' });
    on.checked = keys_on();
    on.onchange = () => localStorage.setItem('toetsen', on.checked ? 'aan' : 'uit');
    const dialog = make('dialog', { 'aria-labelledby': 'toetsen-kop' },
      make('h2', { id: 'toetsen-kop' }, words.keys), list,
      make('label', { class: 'yes' }, on, make('span', {}, words.keysOn)),
      make('form', { method: 'dialog', class: 'buttons' }, make('button', {}, words.close)));
    dialog.onclose = () => dialog.remove();
    document.body.append(dialog);
    dialog.showModal();
  };
  const row = (step) => {
    const rows = $$('[data-rows] > *');
    if (!rows.length) return;
    const now = rows.findIndex((r) => r.contains(document.activeElement) || r.classList.contains('at'));
    const to = rows[Math.max(0, Math.min(rows.length - 1, now + step))];
    rows.forEach((r) => r.classList.toggle('at', r === to));
    $('a', to)?.focus();
  };
  const go = (target, otherwise) => {
    if (!target) return otherwise && location.assign(otherwise);
    if (target.matches('a')) target.click();
    else target.focus();
  };
  addEventListener('keydown', (e) => {
    const typing = e.target.closest('input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable], dialog');
    if (typing || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.key === '?') help();
    else if (!keys_on()) return;
    else if (e.key === '/') go($('[data-search]') ?? $('[type=search]'));
    else if (e.key === 'n') go($('form.quick input:not([type=hidden])') ?? $('[data-new]'), '/contact');
    else if (e.key === 'j' || e.key === 'k') row(e.key === 'j' ? 1 : -1);
    else return;
    e.preventDefault();
  });

  /* ---- paper: all that can be known of it is that the browser prints ---- */
  addEventListener('beforeprint', () => {
    $$('details.part:not([open])').forEach((part) => { part.open = true; part.dataset.closed = ''; });
    if (document.body.dataset.csrf)
      fetch(`${/^\/deelnemers\/\d+/.exec(location.pathname)?.[0] ?? ''}/afgedrukt`, { keepalive: true });
  });

  addEventListener('afterprint', () => {
    $$('details.part[data-closed]').forEach((part) => { part.open = false; delete part.dataset.closed; });
  });

  /* ---- start ---- */
  const wire = (part) => {
    for (const [selector, what] of [['[data-suggest]', suggest], ['[data-alike]', alike], ['form[data-live]', live],
      ['form[data-inline]', inline], ['form[data-draft]', draft], ['form[data-guard]', guard],
      ['form[data-guard]', keep],
      ['[data-copy]', copy]])
      $$(selector, part).forEach(what);
    $$('.wrong', part).forEach((field) => {
      const details = field.closest('details');
      if (details) details.open = true;
    });
  };
  const told = sessionStorage.getItem('melding');
  sessionStorage.removeItem('melding');
  if (told) $('#melding')?.replaceChildren(...parse(told).body.childNodes);
  wire(document);
  alive();
  /* The tab one is on stays in sight: on a phone the row is wider than the screen. */
  const tabs = $('.tabs ul'), tab = $('.tabs [aria-current]');
  if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - 16;
  $('#fouten')?.focus();
})();
