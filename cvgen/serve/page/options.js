// A form control for each option that the theme declares.

const WAIT = 150

const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key in made) made[key] = value
    else made.setAttribute(key, value)
  }
  made.append(...children)
  return made
}

const later = action => {
  let timer
  return (...values) => {
    clearTimeout(timer)
    timer = setTimeout(action, WAIT, ...values)
  }
}

const step = option => {
  const span = option.most - option.least
  return span <= 1 ? 0.05 : span <= 10 ? 0.25 : 1
}

const unit = option => (option.unit ? [element('span', { className: 'unit' }, option.unit)] : [])

const select = (names, value, set) => {
  const known = names.includes(value) ? names : [...names, value]
  const made = element('select', {}, ...known.map(name => element('option', { value: name }, name)))
  made.value = value
  made.addEventListener('change', () => set(made.value))
  return [made]
}

const CONTROLS = {
  choice: (option, set) => select(option.choices, option.value, set),
  switch: (option, set) => {
    const made = element('input', { type: 'checkbox', checked: option.value === 'true' })
    made.addEventListener('change', () => set(String(made.checked)))
    return [made]
  },
  number: (option, set) => {
    const made = element('input', {
      type: 'number', min: option.least, max: option.most, step: step(option), value: option.value,
    })
    const soon = later(set)
    made.addEventListener('input', () => made.value && soon(made.value))
    return [made, ...unit(option)]
  },
  colour: (option, set) => {
    const [list] = select(option.choices, option.value, set)
    const well = element('input', {
      type: 'color', value: option.colours[option.value] ?? option.value, ariaLabel: `${option.name}, any colour`,
    })
    const soon = later(set)
    well.addEventListener('input', () => soon(well.value))
    return [list, well]
  },
  text: (option, set) => {
    const labels = option.kind === 'labels'
    const value = labels && option.value ? `{${option.value}}` : option.value
    const made = element('input', { type: 'text', className: 'text', value, spellcheck: false })
    made.addEventListener('change', () => set(made.value))
    return [made, ...unit(option)]
  },
}

const labelled = option => {
  const words = option.name.replaceAll('_', ' ')
  return words[0].toUpperCase() + words.slice(1)
}

const row = (option, isSet, set) => {
  const id = `option-${option.name}`
  const [main, ...others] = (CONTROLS[option.kind] ?? CONTROLS.text)(option, value => set(option.name, value))
  main.id = id
  main.title = option.about
  const control = element('div', { className: 'control' })
  if (isSet) {
    const undo = element('button', { type: 'button', className: 'undo', title: 'As it was', ariaLabel: `${option.name} as it was` }, '↺')
    undo.addEventListener('click', () => set(option.name, null))
    control.append(undo)
  }
  control.append(main, ...others)
  const label = element('label', { htmlFor: id, title: option.about }, labelled(option))
  return element('div', { className: isSet ? 'option set' : 'option' }, label, control)
}

let before = ''

// Rebuild the controls that changed, and keep the focus.
export const showOptions = (place, options, settings, set) => {
  const now = JSON.stringify([options, settings])
  if (now === before) return
  before = now
  const focused = place.contains(document.activeElement) ? document.activeElement.id : ''
  const isTyping = focused && document.activeElement.matches('[type="number"], [type="color"]')
  const made = options.map(option => {
    const old = isTyping && place.querySelector(`#${CSS.escape(focused)}`)?.closest('.option')
    if (old && focused === `option-${option.name}`) {
      old.classList.toggle('set', option.name in settings)
      return old
    }
    return row(option, option.name in settings, set)
  })
  if (isTyping && made.includes(document.activeElement.closest('.option'))) {
    // Keep the control with the focus in the page; removing it would interrupt the typing.
    const kept = document.activeElement.closest('.option')
    for (const one of [...place.children]) if (one !== kept) one.remove()
    const at = made.indexOf(kept)
    kept.before(...made.slice(0, at))
    kept.after(...made.slice(at + 1))
    return
  }
  place.replaceChildren(...made)
  if (focused) document.getElementById(focused)?.focus()
}
