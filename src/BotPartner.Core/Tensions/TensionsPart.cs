using BotPartner.Core.Chat;
using BotPartner.Core.Digests;
using BotPartner.Core.Documents;

namespace BotPartner.Core.Tensions;

/// <summary>How many tensions there are, and nothing else of them: from three upward only.</summary>
public sealed class TensionsPart(TensionShelf shelf) : IDigestPart
{
    /// <inheritdoc/>
    public int Order => 40;

    /// <inheritdoc/>
    public async Task<DigestPart> Of(Edition edition, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(edition);
        var all = new List<Tension>();
        try
        {
            await foreach (var tension in shelf.All(edition.PartnershipId, cancellation))
            {
                all.Add(tension);
            }
        }
        catch (StoreUnavailableException)
        {
            // Where the keys are lost by which they are read, everything else goes on. Where it is the store, the digest fails as it is saved.
            return DigestPart.Nothing;
        }

        return Of(TensionNumbers.Of(all));
    }

    /// <summary>What is said of these numbers. Pure.</summary>
    public static DigestPart Of(TensionNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        Text[] said =
        [
            .. numbers.Open >= TensionNumbers.Least ? [Text.Say("digest.tensions.open", ("n", numbers.Open))] : Array.Empty<Text>(),
            .. numbers.Ended >= TensionNumbers.Least ? [Ended(numbers)] : Array.Empty<Text>(),
        ];
        return said.Length == 0 ? DigestPart.Nothing : new()
        {
            // How many ended since ever is the same each week.
            News = numbers.Open >= TensionNumbers.Least,
            Headlines = [new(Text.Say("digest.tensions", ("n", numbers.Open)), numbers.Open >= TensionNumbers.Least ? numbers.Open : 0)],
            Body =
            [
                new Element.Paragraph(new Text.Strong(Text.Say("digest.tensions.head"))),
                new Element.Paragraph(new Text.Joined([.. said.SelectMany((s, i) => i == 0 ? [s] : new Text[] { " ", s })])),
            ],
        };
    }

    private static Text Ended(TensionNumbers numbers) => numbers.Resolved >= TensionNumbers.Least && numbers.Ended - numbers.Resolved is 0 or >= TensionNumbers.Least
        ? Text.Say("digest.tensions.ended.resolved", ("n", numbers.Ended), ("resolved", numbers.Resolved))
        : Text.Say("digest.tensions.ended", ("n", numbers.Ended));
}
