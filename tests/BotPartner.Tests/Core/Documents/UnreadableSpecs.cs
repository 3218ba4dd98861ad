using System.Text.Json;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Core.Documents;

/// <summary>A document that cannot be read is told of by its kind and where it breaks, and by nothing that it holds.</summary>
public sealed class UnreadableSpecs
{
    private const string Words = "the quay is too low";
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Bo = new("north", "realm", "bo", Words);

    public static TheoryData<string> Ways => [.. BrokenBody.Ways.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Nothing_of_it_is_in_the_exception(string way)
    {
        var voters = new[] { new Voter(Words, Words, "government") };
        var ballot = new Ballot(Words, Words, Bo, Noon) { Principle = Words };
        Fails(DecisionKinds.Box, new Box(1, voters, new Dictionary<string, Ballot> { [Words] = ballot }, Sealed: false) { Spoken = new Dictionary<string, IReadOnlyList<Ballot>> { [Words] = [ballot] } }, way);
        Fails(DecisionKinds.Box, new Box(1, voters, new Dictionary<string, Ballot>(), Sealed: false) { Urn = new([Words], [new(Words, Words) { Principle = Words }]) }, way);
        Fails(Kinds.Member, new Member(Bo, Words, Words, Standing.Admitted, Noon), way);
        Fails(DecisionKinds.Decision, new Decision(1, Words, Method.Consent, 50, Bo, Words, Noon, Noon), way);
    }

    [Fact]
    public void Where_it_breaks_is_told()
    {
        var entry = new Entry(new("p", "x"), "note", "{\"schema\":1,\"state\":{\"text\":tru"u8.ToArray(), null, null, "1");
        Assert.Equal("a document of kind note cannot be read at byte 31 of 31", Assert.Throws<UnreadableDocumentException>(() => Note.Kind.Read(entry)).Message);
    }

    private static void Fails<T>(Kind<T> kind, T state, string way)
    {
        var entry = kind.Write(kind.New(new("p", "x"), state) with { Wake = Noon });
        var broken = new Entry(entry.Key, entry.Kind, BrokenBody.Ways[way](entry.Body, Words), null, null, "1");

        // Read without care it says more, or this would show nothing.
        Assert.NotNull(Record.Exception(() => JsonSerializer.Deserialize(broken.Body.Span, kind.Json)!.Schema));
        var thrown = Assert.Throws<UnreadableDocumentException>(() => kind.Read(broken));
        Assert.Null(thrown.InnerException);
        Assert.DoesNotContain(Words[..6], thrown.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"a document of kind {kind.Name} cannot be read", thrown.Message, StringComparison.Ordinal);
    }
}
