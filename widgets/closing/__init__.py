"""What has to be true before something is called finished: clock, proof, promises."""
