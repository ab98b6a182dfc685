// Problems: errors appear over the document, and errors and warnings beside it.

const $ = selector => document.querySelector(selector)

const span = (className, content) => {
  const made = document.createElement('span')
  made.className = className
  made.textContent = content
  return made
}

const asInTerminal = problem => {
  const made = document.createElement('pre')
  problem.text.split('\n').forEach((line, number) => {
    const caret = /^(\s*\|)(\s*\^+)\s*$/.exec(line)
    if (caret) made.append(caret[1], span('caret', caret[2]))
    else made.append(span(number === 0 ? 'head' : line.startsWith('  = hint') ? 'hint' : 'line', line))
    made.append('\n')
  })
  return made
}

const inShort = problem => {
  const made = document.createElement('li')
  made.className = problem.severity
  made.append(problem.message)
  if (problem.hint) made.append(' ', span('hint', problem.hint))
  made.append(span('where', [problem.where, problem.code].filter(Boolean).join('  ')))
  return made
}

const note = content => {
  const made = document.createElement('li')
  made.className = 'note'
  made.textContent = content
  return made
}

const many = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`

export const showProblems = found => {
  const errors = found.problems.filter(one => one.severity === 'error')
  const list = [...found.problems.map(inShort), ...found.notes.map(note)]
  $('#problems').replaceChildren(...list)
  $('#clean').hidden = found.problems.length > 0
  const count = $('#count')
  count.hidden = found.problems.length === 0
  count.textContent = found.problems.length
  count.classList.toggle('failed', errors.length > 0)
  $('#trouble').hidden = found.ok
  $('#stage').classList.toggle('old', !found.ok)
  if (found.ok) return
  const last = found.document ? '; the page is as it was before' : ''
  $('#trouble h2').textContent = `${many(errors.length, 'error')}${last}`
  $('#faults').replaceChildren(...errors.map(asInTerminal))
}

export const showStopped = () => {
  $('#trouble').hidden = false
  $('#stage').classList.add('old')
  $('#trouble h2').textContent = 'The preview has stopped'
  const made = document.createElement('pre')
  made.append(span('head', 'Start it with `cvgen serve` and open the address that it prints.'))
  $('#faults').replaceChildren(made)
}
