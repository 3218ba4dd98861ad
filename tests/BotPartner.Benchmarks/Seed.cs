using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace BotPartner.Benchmarks;

/// <summary>Writes what the bot would have written by the time all partners have joined and been admitted,
/// with its own kinds: putting thousands through the wire one by one would take long.</summary>
internal static class Seed
{
    private const int Together = 200;

    public static SqliteDocuments Open(string path) =>
        SqliteDocuments.Open(new SqliteOptions(path), TimeProvider.System, NullLogger<SqliteDocuments>.Instance);

    public static async Task Write(string path, IEnumerable<Assembly> assemblies, string teamsService)
    {
        await using var documents = Open(path);
        foreach (var chunk in Entries(assemblies, teamsService).Chunk(Together))
        {
            await documents.Write(chunk, CancellationToken.None);
        }
    }

    /// <summary>The same for another store.</summary>
    public static IEnumerable<Entry> Entries(IEnumerable<Assembly> assemblies, string teamsService)
    {
        var now = TimeProvider.System.Now();
        return assemblies.SelectMany(a => Places(a, now, teamsService).Concat(Enumerable.Range(a.First, a.Count).SelectMany(v => Admitted(a, v, now))));
    }

    private static IEnumerable<Entry> Places(Assembly assembly, Instant now, string teamsService)
    {
        Place[] places =
        [
            new("slack", Names.SlackTeam, assembly.SlackChannel, PlaceKind.Channel),
            new("teams", Names.Tenant, assembly.TeamsChannel, PlaceKind.Channel) { Route = teamsService },
        ];
        return places
            .Select(place => New(Kinds.Place, Kinds.PlaceKey(place), new PlaceRecord(place) { PartnershipId = assembly.Id, Greeted = true }))
            .Append(New(
                Kinds.Partnership,
                Kinds.PartnershipKey(assembly.Id),
                new Partnership("Benchmark " + assembly.Word, "Europe/Paris", [assembly.Steward], [.. places.Select(p => new Link(p, "en"))], now)));
    }

    private static IEnumerable<Entry> Admitted(Assembly assembly, int voter, Instant now)
    {
        var person = assembly.Delegate(voter);
        var name = Names.Partner(voter);
        var partner = Partner.IdOf(name);
        var delivered = new Dictionary<string, Delivery>
        {
            [Delivery.Key("ask", assembly.Steward.Direct)] = new($"D{Names.Number(voter)}/1792345678.000100", now.ToUnixTimeMilliseconds(), now),
            [Delivery.Key("admitted", person.Direct)] = new($"D{Names.Number(voter)}/1792345678.000200", now.ToUnixTimeMilliseconds() + 1, now),
        };
        var member = new Member(person, partner, name, Standing.Admitted, now) { Delegate = true, FocalPoint = true };
        return
        [
            New(Kinds.Partner, Kinds.PartnerKey(assembly.Id, partner), new Partner(name, "civil-society", "Africa") { FocalPoint = person }, "add" + name),
            New(Kinds.Member, Kinds.MemberKey(assembly.Id, person), member, "join" + name, delivered),
            New(Kinds.Person, Kinds.PersonKey(person), new PersonRecord([assembly.Id])),
        ];
    }

    private static Entry New<T>(Kind<T> kind, Key key, T state, string? seen = null, Dictionary<string, Delivery>? delivered = null)
    {
        var document = kind.New(key, state) with { Seen = seen is null ? [] : [Key.Hash(seen)] };
        return kind.Write(delivered is null ? document : document with { Delivered = delivered });
    }
}
