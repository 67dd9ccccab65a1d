// What Chainlit's page lacks: names for its nameless buttons, landmarks, answers that a screen
// reader hears, and [n] in an answer that opens its source. Nothing of React's is changed but
// attributes, so that the page can redraw itself freely.
(() => {
  // Selector -> key of its name in .chainlit/translations, where all of the page's words are.
  const NAMES = {
    '#chat-input': 'input',
    '#chat-submit': 'send',
    '#stop-button': 'stop',
    '#new-chat-button': 'newChat',
    '#theme-toggle': 'theme',
    '#side-view-title button': 'closePassage',
    'button:has(> svg.lucide-copy)': 'copy',
    'button:has(> svg.lucide-arrow-down)': 'newest',
    '#message-composer': 'composer',
    '#welcome-screen': 'welcome',
    '#side-view-content': 'passage',
  }
  const ROLES = {
    '#header': 'banner',
    '#root': 'main',
    '#message-composer': 'form',
    '#welcome-screen': 'region',
    '#side-view-content': 'region',
  }
  const ANSWER = '[data-step-type="assistant_message"] .message-content'
  const MARKER = /\[(\d{1,2})\]/g

  let words = {}
  fetch('/project/translations?language=en-US')
    .then((answer) => answer.json())
    .then(({ translation }) => {
      words = translation.tutor
      soon()
    })
    .catch(() => {}) // the page works without; the toolkit itself reports a lost server

  const put = (table, attribute, read) => {
    for (const [selector, key] of Object.entries(table)) {
      const value = read(key)
      if (!value) continue
      for (const one of document.querySelectorAll(selector)) {
        if (one.getAttribute(attribute) !== value) one.setAttribute(attribute, value)
      }
    }
  }

  // Answers are announced when they are whole: piece by piece they would be gibberish.
  const live = document.createElement('div')
  live.className = 'tutor-hidden'
  live.setAttribute('aria-live', 'polite')
  let announced = null
  const announce = () => {
    const last = [...document.querySelectorAll(ANSWER)].at(-1)
    const under = last?.querySelector('.tutor-under')
    if (!under || under === announced) return
    announced = under
    live.textContent = [...last.querySelectorAll('[role="article"], li, td, th')]
      .filter((one) => !under.contains(one))
      .map((one) => one.textContent)
      .join(' ')
  }

  const texts = (answer) => {
    const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest('.tutor-under')) found.push(walker.currentNode)
    }
    return found
  }

  // The markers are coloured by the highlight API, which needs no change of the text itself.
  const colour = () => {
    if (!window.CSS?.highlights) return
    const ranges = []
    for (const answer of document.querySelectorAll(ANSWER)) {
      for (const text of texts(answer)) {
        for (const match of text.data.matchAll(MARKER)) {
          const range = new Range()
          range.setStart(text, match.index)
          range.setEnd(text, match.index + match[0].length)
          ranges.push(range)
        }
      }
    }
    CSS.highlights.set('tutor-markers', new Highlight(...ranges))
  }

  // The source button that belongs to a [n] at this point of the page, if there is one.
  const chipAt = (x, y) => {
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(x, y)
      : document.caretRangeFromPoint?.(x, y)
    const text = caret?.offsetNode ?? caret?.startContainer
    if (text?.nodeType !== Node.TEXT_NODE) return null
    const answer = text.parentElement.closest(ANSWER)
    if (!answer || text.parentElement.closest('.tutor-under')) return null
    for (const match of text.data.matchAll(MARKER)) {
      const range = new Range()
      range.setStart(text, match.index)
      range.setEnd(text, match.index + match[0].length)
      const inside = [...range.getClientRects()].some(
        (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
      )
      if (inside) return answer.querySelector(`.tutor-chip[data-marker="${match[1]}"]`)
    }
    return null
  }

  document.addEventListener('click', (event) => {
    if (window.getSelection()?.isCollapsed !== false) chipAt(event.clientX, event.clientY)?.click()
  })
  document.addEventListener('mousemove', (event) => {
    const answer = event.target.closest?.(ANSWER)
    answer?.classList.toggle('tutor-on-marker', !!chipAt(event.clientX, event.clientY))
  })

  let waiting = false
  const tidy = () => {
    waiting = false
    put(NAMES, 'aria-label', (key) => words[key])
    put(ROLES, 'role', (role) => role)
    colour()
    announce()
  }
  const soon = () => {
    if (waiting) return
    waiting = true
    setTimeout(tidy, 60)
  }
  document.body.append(live)
  new MutationObserver(soon).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  })
  soon()
})()
