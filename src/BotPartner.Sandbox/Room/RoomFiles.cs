namespace BotPartner.Sandbox.Room;

/// <summary>The page's files, which the build put into the assembly.</summary>
internal static class RoomFiles
{
    /// <summary>Microsoft's renderer; not there if Node was missing when this was built.</summary>
    public const string AdaptiveCards = "lib/adaptivecards.min.js";

    private static readonly Dictionary<string, string> Names = typeof(RoomFiles).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("room/", StringComparison.Ordinal))
        .ToDictionary(n => n["room/".Length..].Replace('\\', '/'));

    public static bool Has(string file) => Names.ContainsKey(file);

    public static IResult Serve(string file) => Names.TryGetValue(file, out var name)
        ? Results.Stream(typeof(RoomFiles).Assembly.GetManifestResourceStream(name)!, Type(file))
        : Results.NotFound();

    private static string Type(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "text/javascript; charset=utf-8",
    };
}
