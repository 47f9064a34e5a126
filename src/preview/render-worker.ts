import { servePages } from './serve.ts'

servePages({
  postMessage: (message) => self.postMessage(message),
  addEventListener: (type, listener) => self.addEventListener(type, listener),
})
