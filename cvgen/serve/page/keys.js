// Keyboard shortcuts. Off while the user types, and if the checkbox in the list turns them off.

const $ = selector => document.querySelector(selector)
const KEPT = 'cvgen-keys-off'

const next = (select, by) => {
  const count = select.options.length
  if (count < 2) return
  select.selectedIndex = (select.selectedIndex + by + count) % count
  select.dispatchEvent(new Event('change'))
}

const format = value => () => $(`[name="format"][value="${value}"]`).click()

const ACTIONS = {
  h: format('html'), p: format('pdf'), m: format('markdown'),
  v: () => next($('#variant'), 1), V: () => next($('#variant'), -1),
  t: () => next($('#theme'), 1), T: () => next($('#theme'), -1),
  c: () => next($('#cv'), 1), C: () => next($('#cv'), -1),
  d: () => $('#toggle').click(),
  w: () => $('#why').click(),
  '?': () => $('#keys').togglePopover(),
}

export const listenToKeys = ({ toPanel, toDocument }) => {
  const actions = {
    ...ACTIONS,
    o: () => toPanel('#options :is(select, input)'),
    e: () => ($('#trouble').hidden ? toPanel('#why') : $('#faults').focus()),
  }
  const on = $('#keys-on')
  on.checked = localStorage.getItem(KEPT) === null
  on.addEventListener('change', () => {
    if (on.checked) localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, '1')
  })
  return event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Escape') return $('#keys').matches(':popover-open') || toDocument()
    const types = event.target.closest?.('select, input:not([type="radio"], [type="checkbox"]), textarea')
    if (types || !(on.checked || event.key === '?')) return
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
}
