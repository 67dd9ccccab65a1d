// What stands under a reply: its sources, what to say next, and a flag for wrong answers.
import { Flag } from 'lucide-react'
import { useRef, useState } from 'react'
import { HoverCard, HoverCardContent, HoverCardTrigger } from '@/components/ui/hover-card'

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

// The quote is shown by our own timer: the card's own opens again after a quick click has moved
// the page under the pointer, and then stays.
function Source({ source, words, open }) {
  const [shown, setShown] = useState(false)
  const timer = useRef()
  const hide = () => {
    clearTimeout(timer.current)
    setShown(false)
  }
  const show = (event) => {
    if (event.type === 'focus' && !event.target.matches(':focus-visible')) return
    if (event.pointerType === 'touch') return
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setShown(true), 250)
  }
  return (
    <HoverCard open={shown}>
      <HoverCardTrigger asChild>
        <button
          type="button"
          className="tutor-chip"
          data-marker={source.marker}
          aria-label={filled(words.open_source, source)}
          onPointerEnter={show}
          onPointerLeave={hide}
          onFocus={show}
          onBlur={hide}
          onClick={() => {
            hide()
            open(source.marker)
          }}
        >
          <span className="tutor-chip-marker">{source.marker}</span>
          <span className="tutor-chip-heading">{source.heading}</span>
        </button>
      </HoverCardTrigger>
      <HoverCardContent className="tutor-quote" side="top" align="start">
        <p className="tutor-quote-heading">{source.heading}</p>
        <p>{source.quote}</p>
      </HoverCardContent>
    </HoverCard>
  )
}

export default function UnderReply() {
  const { reply, sources, choices, engine, words } = props
  const [notice, setNotice] = useState('')
  const [reported, setReported] = useState(false)

  // Calls back to the tutor and shows the sentence that it returns, if any.
  async function call(name, payload) {
    try {
      const result = await callAction({ name, payload })
      setNotice(result?.response || '')
      return true
    } catch {
      setNotice(words.failed)
      return false
    }
  }

  const open = (marker) => call('open_passage', { reply, marker })
  const report = async () => {
    setReported(true)
    setReported(await call('report_answer', { reply }))
  }

  return (
    <div className="tutor-under">
      {sources.length > 0 && (
        <div className="tutor-row" role="group" aria-label={words.sources}>
          {sources.map((source) => (
            <Source key={source.marker} source={source} words={words} open={open} />
          ))}
        </div>
      )}
      {choices.length > 0 && (
        <div className="tutor-row tutor-choices" role="group" aria-label={words.choices}>
          {choices.map((label) => (
            <button
              key={label}
              type="button"
              className="tutor-choice"
              onClick={() => sendUserMessage(label)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      <div className="tutor-row tutor-small">
        {!reported && (
          <button type="button" className="tutor-flag" onClick={report}>
            <Flag size={13} aria-hidden="true" /> {words.report}
          </button>
        )}
        <span className="tutor-notice" role="status">{notice}</span>
        <span className="tutor-engine">{engine}</span>
      </div>
    </div>
  )
}
