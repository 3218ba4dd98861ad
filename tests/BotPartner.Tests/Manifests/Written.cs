using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Manifests;
using BotPartner.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotPartner.Tests.Manifests;

/// <summary>The manifests of an example, as they also lie in the repository, and the features that they are written from.</summary>
internal sealed class Written : IDisposable
{
    public static readonly ManifestSettings Example = new()
    {
        BaseUrl = new("https://bot.example.org/"),
        AppId = new("11111111-2222-3333-4444-555555555555"),
    };

    private readonly ServiceProvider writers = ManifestWriters.Build(new MemoryDocuments(new ManualTime(Start)));

    public Router Router => writers.GetRequiredService<Router>();

    public Menu Menu => writers.GetRequiredService<Menu>();

    private static DateTimeOffset Start => new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public JsonObject Teams(ManifestSettings? settings = null) => writers.GetRequiredService<TeamsManifest>().Write(settings ?? Example);

    public JsonObject Translation(string language) => writers.GetRequiredService<TeamsManifest>().Translate(language, Example);

    public IReadOnlyList<(string Name, byte[] Content)> Package() => [.. writers.GetRequiredService<TeamsPackage>().Files(Example)];

    public JsonObject Slack(ManifestSettings? settings = null) => writers.GetRequiredService<SlackManifest>().Write(settings ?? Example);

    public byte[] SlackYaml() => Encoding.UTF8.GetBytes(Readable.Yaml(Slack()));

    /// <summary>What the bot answers to words, in a place of a kind that nobody has set up.</summary>
    public Task<Reply> Say(string platform, PlaceKind kind, string words)
    {
        var person = new Person(platform, "realm", "user", "Ana");
        var place = kind == PlaceKind.Personal ? person.Direct : new Place(platform, "realm", "channel", kind);
        return Router.Handle(
            new Request.Said(words) { Id = $"{words}{kind}", Person = person, Place = place, At = Instant.FromDateTimeOffset(Start) }, TestContext.Current.CancellationToken);
    }

    public void Dispose() => writers.Dispose();
}
