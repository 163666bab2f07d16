/** Swagger UI is made for wide screens: on a phone long words break, summaries wrap, and wide content scrolls inside its own box. */
export const SWAGGER_NARROW = `
body { margin: 0 }
@media (max-width: 640px) {
  .swagger-ui { overflow-wrap: anywhere }
  .swagger-ui .wrapper { padding: 0 10px; box-sizing: border-box; max-width: 100% }
  .swagger-ui .info .title { font-size: 26px }
  .swagger-ui .opblock .opblock-summary, .swagger-ui .opblock .opblock-summary-control { flex-wrap: wrap; min-width: 0 }
  .swagger-ui .opblock .opblock-summary-path { max-width: 100%; flex-shrink: 1 }
  .swagger-ui .opblock-body, .swagger-ui .opblock-section, .swagger-ui .table-container { max-width: 100%; overflow-x: auto }
  .swagger-ui .opblock-description-wrapper pre, .swagger-ui .markdown pre { white-space: pre-wrap }
  .swagger-ui .markdown code, .swagger-ui .renderedMarkdown code { white-space: normal; overflow-wrap: anywhere }
  .swagger-ui select, .swagger-ui input, .swagger-ui textarea { max-width: 100%; min-width: 0 }
}
`;
