/** Recado's sign: a note that is also a bubble. The name stands beside it. */
export const Mark = ({ className }: { className?: string }) => (
  <svg aria-hidden viewBox="0 0 24 24" className={className}>
    <rect width="24" height="24" rx="6" className="fill-accent" />
    <path
      d="M6.5 7.5A1.5 1.5 0 0 1 8 6h8a1.5 1.5 0 0 1 1.5 1.500v6a1.5 1.5 0 0 1-1.5 1.500h-4.200l-3.2 2.900a.4.4 0 0 1-.7-.3V15a1.4 1.4 0 0 1-1.4-1.500z"
      className="fill-on-accent"
    />
    <path d="M9 9h6M9 11.800h3.6" strokeWidth="1.4" strokeLinecap="round" className="stroke-accent" />
  </svg>
);
