// The document in the middle. A new version replaces it only when it is fully loaded.

const frames = document.querySelector('#frames')
const pages = document.querySelector('#pages')
const text = document.querySelector('#text')
const kinds = [frames, pages, text]

let newest = 0
let shown = ''
let listen = () => {}

export const whenFrameIsReady = listener => { listen = listener }

// The width of a page, in steps, so that a small change of the window does not change it. The page
// requests pictures of exactly this width, so they are sharp.
export const room = () => {
  const width = document.querySelector('#stage').clientWidth || 900
  const page = Math.min(Math.max(Math.floor((width - 60) / 50) * 50, 300), 900)
  pages.style.setProperty('--page-width', `${page}px`)
  return Math.round(page * devicePixelRatio)
}

const reveal = one => {
  document.querySelector('#nothing').hidden = true
  for (const kind of kinds) kind.hidden = kind !== one
}

const scrollable = () => frames.querySelector('iframe:not(.next)')?.contentDocument?.scrollingElement

const showFrame = (address, isSame, isNewest) => new Promise(done => {
  const next = document.createElement('iframe')
  next.className = 'next'
  next.title = 'The CV as a page on the web'
  next.sandbox = 'allow-same-origin'
  next.addEventListener('load', () => {
    if (!isNewest()) {
      next.remove()
      return done()
    }
    const old = scrollable()
    const [x, y] = isSame && old ? [old.scrollLeft, old.scrollTop] : [0, 0]
    const root = next.contentDocument.documentElement
    root.style.scrollBehavior = 'auto'
    next.contentWindow.scrollTo(x, y)
    root.removeAttribute('style')
    next.classList.remove('next')
    for (const frame of [...frames.children]) if (frame !== next) frame.remove()
    listen(next.contentDocument)
    done()
  }, { once: true })
  next.src = address
  for (const waiting of frames.querySelectorAll('.next')) waiting.remove()
  frames.append(next)
})

const showPages = async (list, isSame, isNewest) => {
  const old = [...pages.children]
  const made = await Promise.all(list.map(async (page, number) => {
    const address = `blob/${page.url}`
    const same = old[number]
    if (same?.getAttribute('src') === address) return same
    const image = new Image(page.width, page.height)
    image.alt = `Page ${number + 1} of ${list.length}`
    image.src = address
    await image.decode().catch(() => {})
    return image
  }))
  if (!isNewest()) return
  const [x, y] = isSame ? [pages.scrollLeft, pages.scrollTop] : [0, 0]
  made.forEach((image, number) => {
    const there = pages.children[number]
    if (there === undefined) pages.append(image)
    else if (there !== image) there.replaceWith(image)
  })
  while (pages.children.length > made.length) pages.lastChild.remove()
  pages.scrollTo(x, y)
}

const showText = (content, isSame) => {
  const y = isSame ? text.scrollTop : 0
  text.textContent = content
  text.scrollTop = y
}

// Show a document. `what` identifies it: if only its text changes, the scroll position stays.
// The attribute `data-shown` is set when the document is visible.
export const show = async (found, what) => {
  const number = ++newest
  const isNewest = () => number === newest
  const isSame = what === shown
  const place = { html: frames, pdf: pages, markdown: text }[found.format]
  if (place === frames) frames.hidden = false  // a hidden frame cannot be scrolled
  if (place === pages) await showPages(found.pages, isSame, isNewest)
  else if (place === frames) await showFrame(`blob/${found.url}`, isSame, isNewest)
  else showText(found.text, isSame)
  if (!isNewest()) return
  reveal(place)
  shown = what
  place.dataset.shown = number
}

export const focusDocument = () => {
  const one = kinds.find(kind => !kind.hidden)
  const frame = one === frames && frames.querySelector('iframe')
  if (frame) frame.contentWindow.focus()
  else one?.focus()
}
