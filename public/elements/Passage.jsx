// A passage of the unit beside the chat, with the cited words marked and brought into sight.
import { useEffect, useRef } from 'react'

function Parts({ parts }) {
  return parts.map((part, at) =>
    part.marked ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>
  )
}

function Block({ block }) {
  if (block.kind === 'list') {
    return (
      <ul>
        {block.items.map((parts, at) => (
          <li key={at}><Parts parts={parts} /></li>
        ))}
      </ul>
    )
  }
  if (block.kind === 'table') {
    return (
      <div className="tutor-table" tabIndex={0}>
        <table>
          <thead>
            <tr>{block.header.map((cell, at) => <th key={at} scope="col">{cell}</th>)}</tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at} className={at === block.marked ? 'tutor-marked' : undefined}>
                {row.map((cell, column) => (
                  <td key={column}>{at === block.marked ? <mark>{cell}</mark> : cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )
  }
  return <p><Parts parts={block.parts} /></p>
}

export default function Passage() {
  const { heading, file, blocks, words } = props
  const article = useRef(null)

  useEffect(() => {
    article.current?.focus({ preventScroll: true })
    article.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }, [])

  return (
    <article className="tutor-passage" ref={article} tabIndex={-1} aria-label={heading}>
      <h2>{heading}</h2>
      {blocks.map((block, at) => <Block key={at} block={block} />)}
      <p className="tutor-passage-file">{words.file}: <code>{file}</code></p>
    </article>
  )
}
