using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;

namespace BotPartner.Core.Principles;

/// <summary>Adopted principles, for who objects or raises a tension to choose from.</summary>
public sealed class Citations(PrincipleShelf shelf, PrincipleWords words) : ICitations
{
    // A list takes a hundred: no principle, and one that was typed before, are options of it, too.
    private const int Most = 98;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Option>> Of(string partnership, CancellationToken cancellation)
    {
        var adopted = await shelf.Adopted(partnership, cancellation);
        return adopted.Count > Most ? [] : [.. adopted.Select(p => new Option(p.Number.ToString(), PrincipleCards.Title(p)))];
    }

    /// <inheritdoc/>
    public async Task<string> Named(string partnership, string typed, string? language, CancellationToken cancellation) =>
        words.Among(await shelf.Adopted(partnership, cancellation), typed) is { } found ? $"#{found.Number} {words.Plain(found.Name, language)}" : typed;
}
