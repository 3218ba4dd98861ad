using System.IO.Compression;
using System.Text.Json.Nodes;
using BotPartner.Core.Languages;
using BotPartner.Manifests;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Manifests;

public sealed class TeamsManifestSpecs : IDisposable
{
    private readonly Written written = new();

    public void Dispose() => written.Dispose();

    [Fact]
    public void It_is_valid_by_the_published_schema() => Assert.Empty(Schema.Find("teams-manifest-1.19.schema.json").Faults(written.Teams()));

    [Theory]
    [InlineData("version", "bots[0].commandLists[0].commands[0].title")]
    [InlineData("bots", "$.bots: maxItems 1")]
    public void What_is_wrong_is_found_by_the_published_schema(string spoilt, string told)
    {
        var schema = Schema.Find("teams-manifest-1.19.schema.json");
        var manifest = written.Teams();
        if (spoilt == "bots")
        {
            manifest["bots"]!.AsArray().Add(manifest["bots"]![0]!.DeepClone());
        }
        else
        {
            manifest["bots"]![0]!["commandLists"]![0]!["commands"]![0]!["title"] = new string('x', 33);
        }

        Assert.Contains(schema.Faults(manifest), f => f.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void The_bot_is_the_app_and_speaks_everywhere()
    {
        var (manifest, bot) = (written.Teams(), written.Teams()["bots"]![0]!);
        Assert.Equal(("1.19", "11111111-2222-3333-4444-555555555555", $"{manifest["id"]}"), ($"{manifest["manifestVersion"]}", $"{manifest["id"]}", $"{bot["botId"]}"));
        Assert.Contains($"v{manifest["manifestVersion"]}/", $"{manifest["$schema"]}", StringComparison.Ordinal);
        Assert.Equal(["team", "groupChat", "personal"], bot["scopes"]!.AsArray().Select(s => $"{s}"));
        Assert.Equal(["team", "groupChat", "personal"], bot["commandLists"]!.AsArray().SelectMany(l => l!["scopes"]!.AsArray()).Select(s => $"{s}"));
        Assert.False(bot["isNotificationOnly"]!.GetValue<bool>());
        Assert.False(manifest.ContainsKey("authorization"), "it reads nothing that does not mention it");
        Assert.Equal(["bot.example.org"], manifest["validDomains"]!.AsArray().Select(d => $"{d}"));
    }

    [Fact]
    public void Titles_are_unique_in_each_menu() => Assert.All(
        written.Teams()["bots"]![0]!["commandLists"]!.AsArray(),
        l => Assert.Distinct(l!["commands"]!.AsArray().Select(c => $"{c!["title"]}")));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("es")]
    public void Descriptions_are_as_the_store_wants_them(string language)
    {
        var (shorter, full) = language == "en"
            ? ($"{written.Teams()["description"]!["short"]}", $"{written.Teams()["description"]!["full"]}")
            : ($"{written.Translation(language)["description.short"]}", $"{written.Translation(language)["description.full"]}");
        Assert.InRange(shorter.Length, 20, 80);
        Assert.DoesNotMatch("(?i)\\bapp|botpartner|\\. .", shorter);
        Assert.InRange(full.Length, 200, 4000);
        Assert.InRange(full.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 50, 500);
        Assert.Matches("Microsoft Teams", full);
        Assert.DoesNotMatch(@"(?<!Microsoft )Teams|Slack|O365|(?i)\bbest\b|#1|appsource", full);
        Assert.Contains("\n- ", full, StringComparison.Ordinal);
        Assert.Contains("https://bot.example.org/", full, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_is_its_own() => Assert.DoesNotMatch(@"(?i)teams|slack|microsoft|beta|dev|preview|\(", ManifestSettings.Name);

    [Fact]
    public void Every_translation_says_all_that_the_manifest_says()
    {
        var manifest = written.Teams();
        Assert.Equal(Texts.Languages.Except([$"{manifest["localizationInfo"]!["defaultLanguageTag"]}"]), manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(l => $"{l!["languageTag"]}"));
        foreach (var language in TeamsManifest.Translations)
        {
            var translation = written.Translation(language);
            var all = new List<string> { "$schema", "name.short", "name.full", "description.short", "description.full" };
            foreach (var (list, menu) in manifest["bots"]![0]!["commandLists"]!.AsArray().Index())
            {
                all.AddRange(menu!["commands"]!.AsArray().SelectMany((_, at) => (string[])[$"bots[0].commandLists[{list}].commands[{at}].title", $"bots[0].commandLists[{list}].commands[{at}].description"]));
            }

            foreach (var (at, command) in manifest["composeExtensions"]![0]!["commands"]!.AsArray().Index())
            {
                var path = $"composeExtensions[0].commands[{at}]";
                all.AddRange([$"{path}.title", $"{path}.description", .. command!["parameters"] is null ? [] : (string[])[$"{path}.parameters[0].title", $"{path}.parameters[0].description"]]);
            }

            Assert.Equal(all, translation.Select(t => t.Key));
        }
    }

    [Fact]
    public void The_package_holds_what_the_manifest_names_at_its_root_and_nothing_else()
    {
        using var provider = ManifestWriters.Build(new NoDocuments());
        var package = new TeamsPackage((TeamsManifest)provider.GetService(typeof(TeamsManifest))!);
        var bytes = package.Zip(Written.Example);
        Assert.Equal(bytes, package.Zip(Written.Example));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(["color.png", "es.json", "fr.json", "manifest.json", "outline.png"], zip.Entries.Select(e => e.FullName).Order());
        using var manifest = zip.GetEntry("manifest.json")!.Open();
        Assert.True(JsonNode.DeepEquals(written.Teams(), JsonNode.Parse(manifest)));
    }

    [Fact]
    public void The_colour_icon_fills_its_square()
    {
        var picture = Picture.Read(written.Package().Single(f => f.Name == TeamsManifest.ColorIcon).Content);
        Assert.Equal((192, 192), (picture.Width, picture.Height));
        Assert.All(picture.Pixels, p => Assert.Equal(255, p.A));
        Assert.All((int[])[0, 191, 191 * 192, (192 * 192) - 1], corner => Assert.Equal(ManifestSettings.Accent, $"#{picture.Pixels[corner].R:X2}{picture.Pixels[corner].G:X2}{picture.Pixels[corner].B:X2}"));
        Assert.InRange(picture.Pixels.Distinct().Count(), 3, 1000);
    }

    [Fact]
    public void The_outline_icon_is_white_on_nothing_and_goes_to_the_edge()
    {
        var picture = Picture.Read(written.Package().Single(f => f.Name == TeamsManifest.OutlineIcon).Content);
        Assert.Equal((32, 32), (picture.Width, picture.Height));
        Assert.All(picture.Pixels.Where(p => p.A > 0), p => Assert.Equal((255, 255, 255), (p.R, p.G, p.B)));
        Assert.InRange(picture.Pixels.Count(p => p.A == 0), 400, 900);
        var drawn = picture.Pixels.Index().Where(p => p.Item.A > 0).Select(p => (X: p.Index % 32, Y: p.Index / 32)).ToArray();
        Assert.Equal((0, 31, 0, 31), (drawn.Min(d => d.X), drawn.Max(d => d.X), drawn.Min(d => d.Y), drawn.Max(d => d.Y)));
    }

    [Fact]
    public void The_icon_for_the_other_chat_is_large_and_square()
    {
        var picture = Picture.Read(File.ReadAllBytes(Path.Combine(Source.Root, "manifests/slack/icon.png")));
        Assert.Equal((512, 512), (picture.Width, picture.Height));
    }
}
