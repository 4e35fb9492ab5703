public enum Probe { public static var size: Int { PackageResources.cast_yaml.count } }
