// A decision: the ladder of levels with the chosen rung, and the way through the tree with a way back.
const ORDER = ['effort', 'cost', 'time_to_value', 'maintenance']

function Rung({ rung, words }) {
  const chosen = rung.place !== null
  const note = rung.there ? words.there : chosen && rung.place > 1 ? words.then : chosen ? words.chosen : ''
  return (
    <li className={chosen ? 'tutor-rung tutor-rung-chosen' : 'tutor-rung'} aria-current={rung.place === 1 ? 'step' : undefined}>
      <span>{rung.label}</span>
      {note && <span className="tutor-rung-note">{note}</span>}
    </li>
  )
}

function Step({ step, words }) {
  return (
    <li className="tutor-step">
      <p>{step.asks}</p>
      <p>
        <strong>{step.answer}</strong>
        {step.words.map((said) => <q key={said}>{said}</q>)}
        {step.others.map((other) => (
          <button
            key={other.label}
            type="button"
            className="tutor-change"
            aria-label={`${words.change} ${step.asks} ${other.label}`}
            onClick={() => sendUserMessage(other.sends)}
          >
            {words.change} {other.label}
          </button>
        ))}
      </p>
    </li>
  )
}

export default function Ladder() {
  const { rungs, path, takes, above, assumed, words } = props
  return (
    <section className="tutor-ladder" aria-label={words.title}>
      <ol className="tutor-rungs" aria-label={words.rungs} reversed>
        {[...rungs].reverse().map((rung) => <Rung key={rung.label} rung={rung} words={words} />)}
      </ol>
      <div className="tutor-way">
        <p className="tutor-way-title">{words.way}</p>
        <ol>{path.map((step) => <Step key={step.asks} step={step} words={words} />)}</ol>
        <details>
          <summary>{words.more}</summary>
          <dl>
            {ORDER.filter((name) => takes[name]).map((name) => (
              <div key={name}><dt>{words[name]}</dt><dd>{takes[name]}</dd></div>
            ))}
            <div><dt>{words.above}</dt><dd>{above}</dd></div>
            {assumed.length > 0 && <div><dt>{words.assumed}</dt><dd>{assumed.join('; ')}</dd></div>}
          </dl>
        </details>
      </div>
    </section>
  )
}
