// The user's choices, stored in the address of the page, so that a tab can be reloaded or copied.

export const FORMATS = ['html', 'pdf', 'markdown']

const read = () => {
  const query = new URLSearchParams(location.search)
  const settings = {}
  for (const [name, value] of query) if (name.startsWith('set.')) settings[name.slice(4)] = value
  const format = query.get('format')
  return {
    cv: query.get('cv') ?? '', variant: query.get('variant') ?? '', theme: query.get('theme') ?? '',
    format: FORMATS.includes(format) ? format : 'html', settings,
  }
}

export const state = read()

export const query = (extra = {}) => {
  const asked = new URLSearchParams()
  for (const name of ['cv', 'variant', 'theme']) if (state[name]) asked.set(name, state[name])
  if (state.format !== 'html') asked.set('format', state.format)
  for (const [name, value] of Object.entries(state.settings)) asked.set(`set.${name}`, value)
  for (const [name, value] of Object.entries(extra)) asked.set(name, value)
  return asked.toString()
}

export const change = (changes, listener, { isStep = true } = {}) => {
  Object.assign(state, changes)
  const address = `?${query()}`
  if (isStep) history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  listener()
}

export const whenGoneBack = listener => addEventListener('popstate', () => {
  Object.assign(state, read())
  listener()
})
