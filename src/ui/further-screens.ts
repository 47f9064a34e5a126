import type { Component } from 'svelte'
import type { Route } from './router.svelte.ts'

const screens = {
  pictures: () => import('./library/Library.svelte'),
  habits: () => import('./habits/Habits.svelte'),
  data: () => import('./data/DataPlace.svelte'),
}

/** The screen of a route beside the posts. */
export async function screenOf(name: Route['name']): Promise<Component> {
  const { default: found } = await screens[name === 'data' || name === 'habits' ? name : 'pictures']()
  return found
}

/** Fetches all of them, for when the network is not there. */
export const fetchScreens = () => Promise.all(Object.values(screens).map((load) => load()))
