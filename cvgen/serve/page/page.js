// The page of `cvgen serve`: it requests a document and shows what the server sends.

import { change, query, state, whenGoneBack } from './state.js'
import { focusDocument, room, show, whenFrameIsReady } from './stage.js'
import { showOptions } from './options.js'
import { showProblems, showStopped } from './problems.js'
import { listenToKeys } from './keys.js'

const $ = selector => document.querySelector(selector)
const PANEL = 'cvgen-panel'
const PATIENCE = 250

let source = null
let waiting = 0
let found = null

const fill = (select, choices, value) => {
  const now = JSON.stringify([choices, value])
  if (select.dataset.now === now) return
  select.dataset.now = now
  const known = choices.some(one => one.name === value) || !value ? choices : [...choices, { name: value }]
  const groups = new Map()
  select.replaceChildren()
  for (const one of known) {
    const option = new Option(one.title ?? one.name, one.name)
    option.title = one.about ?? ''
    if (one.group && !groups.has(one.group)) {
      groups.set(one.group, Object.assign(document.createElement('optgroup'), { label: one.group }))
      select.append(groups.get(one.group))
    }
    (groups.get(one.group) ?? select).append(option)
  }
  select.value = value
}

const showMenu = menu => {
  [$('#cv-kind').textContent, $('#variant-kind').textContent] = menu.kinds
  fill($('#cv'), menu.cvs, menu.shown.cv || state.cv)
  fill($('#variant'), menu.variants, menu.shown.variant || state.variant)
  fill($('#theme'), menu.themes, menu.shown.theme || state.theme)
  showOptions($('#options'), menu.options, state.settings, set)
  $('#reset').hidden = Object.keys(state.settings).length === 0
  $('#looks').hidden = menu.options.length === 0
}

const showStatus = () => {
  const status = $('#status')
  status.classList.toggle('failed', !found.ok)
  if (!found.ok) {
    const since = found.saved ? `; shown as of ${new Date(found.saved * 1000).toLocaleTimeString()}` : ''
    status.textContent = `Not up to date${since}`
    return
  }
  const pages = found.document.pages.length
  const words = [`${found.seconds.toFixed(2)} s`, new Date(found.saved * 1000).toLocaleTimeString()]
  if (pages) words.unshift(`${pages} page${pages === 1 ? '' : 's'}`)
  status.textContent = words.join(' · ')
}

const take = data => {
  clearTimeout(waiting)
  $('#busy').hidden = true
  found = data
  showMenu(data.menu)
  showProblems(data)
  showStatus()
  const { cv, variant } = data.menu.shown
  document.title = `${data.ok ? '' : '✕ '}${[cv, variant].filter(Boolean).join(' · ')} – cvgen`
  $('#why').href = `explain?${query({ cv, variant })}`
  $('#command').textContent = data.command
  if (!data.document) {
    $('#nothing').textContent = ''
    return
  }
  const open = $('#open')
  open.hidden = false
  open.textContent = `Open ${{ pdf: 'PDF', html: 'page', markdown: 'text' }[state.format]}`
  open.href = `open/${encodeURIComponent(data.document.name)}?${query({ cv, variant })}`
  show(data.document, [cv, variant, state.format].join('/'))
}

const connect = () => {
  source?.close()
  if (document.hidden) return
  const mine = source = new EventSource(`events?${query({ width: room() })}`)
  mine.onmessage = event => {
    if (mine !== source) return
    const data = JSON.parse(event.data)
    if (!data.busy) return take(data)
    clearTimeout(waiting)
    waiting = setTimeout(() => { $('#busy').hidden = false }, PATIENCE)
  }
  mine.onerror = () => {
    if (mine === source) showStopped()
  }
}

const set = (name, value) => {
  const settings = { ...state.settings }
  if (value === null) delete settings[name]
  else settings[name] = value
  change({ settings }, connect, { isStep: false })
}

const showPanel = isOpen => {
  $('#panel').hidden = !isOpen
  $('#toggle').setAttribute('aria-expanded', isOpen)
}

const toPanel = selector => {
  showPanel(true)
  $(selector)?.focus()
}

const showFormat = () => { $(`[name="format"][value="${state.format}"]`).checked = true }

const listen = () => {
  $('#variant').addEventListener('change', () => change({ variant: $('#variant').value }, connect))
  // The documents of an application are its own; variants may be those of another CV, too.
  $('#cv').addEventListener('change', () => {
    const cv = $('#cv').value
    const variant = [cv, found?.menu.shown.cv ?? ''].some(one => one.includes('/')) ? '' : state.variant
    change({ cv, variant }, connect)
  })
  // Some themes have their own variant, but a change of the theme must not change the text.
  $('#theme').addEventListener('change', () => {
    change({ theme: $('#theme').value, variant: $('#variant').value }, connect)
  })
  for (const radio of document.querySelectorAll('[name="format"]')) {
    radio.addEventListener('change', () => change({ format: radio.value }, connect))
  }
  $('#reset').addEventListener('click', () => change({ settings: {} }, connect))
  $('#toggle').addEventListener('click', () => {
    showPanel($('#panel').hidden)
    localStorage.setItem(PANEL, $('#panel').hidden ? 'closed' : 'open')
  })
  $('#copy').addEventListener('click', async () => {
    await navigator.clipboard.writeText($('#command').textContent)
    $('#copy').textContent = 'Copied'
    setTimeout(() => { $('#copy').textContent = 'Copy' }, 1500)
  })
  whenGoneBack(() => {
    showFormat()
    connect()
  })
  document.addEventListener('visibilitychange', () => (document.hidden ? source?.close() : connect()))
}

const onKey = listenToKeys({ toPanel, toDocument: focusDocument })

// Links in the CV open a new tab, so that the frame keeps showing the CV.
const onClick = event => {
  const link = event.target.closest?.('a[href]')
  const address = link?.getAttribute('href') ?? '#'
  if (address.startsWith('#')) return
  event.preventDefault()
  if (/^[^:/?#]+\.pdf$/i.test(address)) {
    const { cv, variant } = found.menu.shown
    open(`open/${address}?${query({ cv, variant, format: 'pdf' })}`, '_blank', 'noopener')
  } else if (/^(https?|mailto|tel):/i.test(link.href)) open(link.href, '_blank', 'noopener')
}

document.addEventListener('keydown', onKey)
whenFrameIsReady(inner => {
  inner.addEventListener('keydown', onKey)
  inner.addEventListener('click', onClick)
})
const wide = matchMedia('(min-width: 65rem)').matches
showPanel(wide && localStorage.getItem(PANEL) !== 'closed')
showFormat()
listen()
connect()
