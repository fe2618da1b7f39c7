/** The delivery line in small: delivered, delivered, lost and taller, delivered. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="1.125rem"
      height="1.125rem"
      aria-hidden="true"
      className={className}
    >
      <path className="fill-ink" d="M1 3h2.5v10H1zM5 3h2.5v10H5zM13 3h2.5v10H13z" />
      <path className="fill-loss" d="M9 0h2.5v16H9z" />
    </svg>
  )
}
