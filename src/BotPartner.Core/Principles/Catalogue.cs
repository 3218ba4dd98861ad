using System.Text.Json;
using BotPartner.Core.Chat;

namespace BotPartner.Core.Principles;

/// <summary>A principle of the catalogue, to be adopted as it is. Its words are the texts' own.</summary>
/// <param name="Id">Wire name, e.g. <c>gkp.identity</c>.</param>
/// <param name="Source">Wire name of where it is from.</param>
public sealed record Catalogued(string Id, string Source)
{
    /// <summary>What it is called.</summary>
    public Text Title => new Text.Said($"principle.{Id}");

    /// <summary>What it means.</summary>
    public Text About => new Text.Said($"principle.{Id}.about");
}

/// <summary>Principles that others have found good, to adopt from.</summary>
public static class Catalogue
{
    /// <summary>All of them, by source.</summary>
    public static readonly IReadOnlyList<Catalogued> All = Load();

    /// <summary>Where they are from, in order.</summary>
    public static readonly IReadOnlyList<string> Sources = [.. All.Select(c => c.Source).Distinct()];

    /// <summary>The one with this id; null for none.</summary>
    public static Catalogued? Find(string? id) => All.FirstOrDefault(c => c.Id == id);

    /// <summary>What a source is called.</summary>
    public static Text SourceText(string source) => new Text.Said($"principle.source.{source}");

    private static Catalogued[] Load()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("catalogue.json")
            ?? throw new InvalidOperationException("the catalogue of principles is missing from the assembly");
        return JsonSerializer.Deserialize(stream, CoreJson.Default.CataloguedArray)!;
    }
}
