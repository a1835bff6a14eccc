"""What the room says about itself: heads counted, outcomes explained."""
