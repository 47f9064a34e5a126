import type { Component } from 'svelte'
import type { Route } from './router.svelte.ts'

const screens = {
  pictures: () => import('./library/Library.svelte'),
  habits: () => import('./habits/Habits.svelte'),
  pages: () => import('./pages/Pages.svelte'),
  data: () => import('./data/DataPlace.svelte'),
}

/** The screen of a route beside the posts. */
export async function screenOf(name: Route['name']): Promise<Component> {
  const load = name in screens ? screens[name as keyof typeof screens] : screens.pictures
  const { default: found } = await load()
  return found
}

/** Fetches all of them, for when the network is not there. */
export const fetchScreens = () => Promise.all(Object.values(screens).map((load) => load()))
