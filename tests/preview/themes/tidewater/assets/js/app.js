/* the theme’s */
