import Amphora from '@lucide/svelte/icons/amphora';
import Apple from '@lucide/svelte/icons/apple';
import Baby from '@lucide/svelte/icons/baby';
import Banana from '@lucide/svelte/icons/banana';
import Bandage from '@lucide/svelte/icons/bandage';
import Bath from '@lucide/svelte/icons/bath';
import Battery from '@lucide/svelte/icons/battery-medium';
import Bean from '@lucide/svelte/icons/bean';
import Beef from '@lucide/svelte/icons/beef';
import Beer from '@lucide/svelte/icons/beer';
import BrushCleaning from '@lucide/svelte/icons/brush-cleaning';
import CakeSlice from '@lucide/svelte/icons/cake-slice';
import Candy from '@lucide/svelte/icons/candy';
import Carrot from '@lucide/svelte/icons/carrot';
import Cat from '@lucide/svelte/icons/cat';
import Cherry from '@lucide/svelte/icons/cherry';
import Citrus from '@lucide/svelte/icons/citrus';
import Coffee from '@lucide/svelte/icons/coffee';
import Cookie from '@lucide/svelte/icons/cookie';
import CookingPot from '@lucide/svelte/icons/cooking-pot';
import Croissant from '@lucide/svelte/icons/croissant';
import CupSoda from '@lucide/svelte/icons/cup-soda';
import Dessert from '@lucide/svelte/icons/dessert';
import Dog from '@lucide/svelte/icons/dog';
import Droplet from '@lucide/svelte/icons/droplet';
import Drumstick from '@lucide/svelte/icons/drumstick';
import Egg from '@lucide/svelte/icons/egg';
import Fish from '@lucide/svelte/icons/fish';
import Flame from '@lucide/svelte/icons/flame';
import Flower from '@lucide/svelte/icons/flower-2';
import GlassWater from '@lucide/svelte/icons/glass-water';
import Grape from '@lucide/svelte/icons/grape';
import Ham from '@lucide/svelte/icons/ham';
import House from '@lucide/svelte/icons/house';
import IceCream from '@lucide/svelte/icons/ice-cream-cone';
import Leaf from '@lucide/svelte/icons/leaf';
import LeafyGreen from '@lucide/svelte/icons/leafy-green';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import Martini from '@lucide/svelte/icons/martini';
import Milk from '@lucide/svelte/icons/milk';
import Nut from '@lucide/svelte/icons/nut';
import PawPrint from '@lucide/svelte/icons/paw-print';
import Pill from '@lucide/svelte/icons/pill';
import Pizza from '@lucide/svelte/icons/pizza';
import Popcorn from '@lucide/svelte/icons/popcorn';
import Sandwich from '@lucide/svelte/icons/sandwich';
import Scroll from '@lucide/svelte/icons/scroll';
import ShoppingBag from '@lucide/svelte/icons/shopping-bag';
import Shrimp from '@lucide/svelte/icons/shrimp';
import Snowflake from '@lucide/svelte/icons/snowflake';
import SoapDispenser from '@lucide/svelte/icons/soap-dispenser-droplet';
import Soup from '@lucide/svelte/icons/soup';
import SprayCan from '@lucide/svelte/icons/spray-can';
import Sprout from '@lucide/svelte/icons/sprout';
import Toothbrush from '@lucide/svelte/icons/toothbrush';
import Vegan from '@lucide/svelte/icons/vegan';
import WashingMachine from '@lucide/svelte/icons/washing-machine';
import Wheat from '@lucide/svelte/icons/wheat';
import Wine from '@lucide/svelte/icons/wine';
import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';
import type { Kind } from './product-kind.ts';

/** The picture for each kind of product. */
export const kindIcons: Readonly<Record<Kind, Component<LucideProps>>> = {
  ...{ apple: Apple, banana: Banana, citrus: Citrus, berry: Cherry, grape: Grape, carrot: Carrot },
  ...{ greens: LeafyGreen, vegetable: Sprout, flower: Flower },
  ...{ milk: Milk, egg: Egg, yoghurt: Dessert },
  ...{ bread: Wheat, pastry: Croissant, cake: CakeSlice, sandwich: Sandwich },
  ...{ meat: Beef, ham: Ham, poultry: Drumstick, fish: Fish, seafood: Shrimp, plant: Vegan },
  ...{ grain: Wheat, pot: CookingPot, soup: Soup, bean: Bean, oil: Droplet, spice: Leaf, jar: Amphora },
  ...{ candy: Candy, cookie: Cookie, nut: Nut, popcorn: Popcorn },
  ...{ water: GlassWater, soda: CupSoda, coffee: Coffee, beer: Beer, wine: Wine, spirit: Martini },
  ...{ cold: Snowflake, pizza: Pizza, 'ice-cream': IceCream },
  ...{ cleaner: SprayCan, laundry: WashingMachine, paper: Scroll, bag: ShoppingBag, brush: BrushCleaning },
  ...{ battery: Battery, light: Lightbulb, candle: Flame, household: House },
  ...{ tooth: Toothbrush, soap: SoapDispenser, bath: Bath, bandage: Bandage, pill: Pill },
  ...{ baby: Baby, pet: PawPrint, cat: Cat, dog: Dog },
};
