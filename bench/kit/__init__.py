"""What bench/against-nginx is made of."""
