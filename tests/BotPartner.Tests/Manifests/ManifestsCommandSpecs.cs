using System.IO.Compression;
using BotPartner.Manifests;
using BotPartner.Tests.Storage;

namespace BotPartner.Tests.Manifests;

public sealed class ManifestsCommandSpecs : IDisposable
{
    private const string App = "11111111-2222-3333-4444-555555555555";
    private readonly TemporaryFolder folder = new();

    private string Out => Path.Combine(folder.Path, "made", "here");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("verify", "manifests")]
    [InlineData("manifest")]
    public void Other_commands_are_not_its(params string[] args) => Assert.Null(ManifestsCommand.Of(args));

    [Fact]
    public async Task It_writes_both_and_says_where()
    {
        var (code, said, told) = await Run("--base-url", "https://bot.example.org", $"--app-id={App}", "--out", Out);
        var (teams, slack) = (Path.Combine(Out, ManifestsCommand.TeamsFile), Path.Combine(Out, ManifestsCommand.SlackFile));
        Assert.Equal((0, $"Teams: {teams}\nSlack: {slack}\n", ""), (code, said, told));
        using var written = new Written();
        using var zip = await ZipFile.OpenReadAsync(teams, TestContext.Current.CancellationToken);
        foreach (var (name, content) in written.Package())
        {
            await using var entry = await zip.GetEntry(name)!.OpenAsync(TestContext.Current.CancellationToken);
            using var bytes = new MemoryStream();
            await entry.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(content, bytes.ToArray());
        }

        Assert.Equal(written.SlackYaml(), await File.ReadAllBytesAsync(slack, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Own_pages_a_developer_and_a_version_go_into_the_package()
    {
        await Run("--base-url", "https://bot.example.org/", "--app-id", App, "--out", Out, "--developer", "Forum Secretariat", "--version", "1.2.0", "--privacy-url", "https://forum.example/p");
        using var zip = await ZipFile.OpenReadAsync(Path.Combine(Out, ManifestsCommand.TeamsFile), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await zip.GetEntry("manifest.json")!.OpenAsync(TestContext.Current.CancellationToken));
        var manifest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.All((string[])["Forum Secretariat", "\"1.2.0\"", "https://forum.example/p", "https://bot.example.org/terms"], t => Assert.Contains(t, manifest, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_app_id_there_is_only_the_manifest_for_the_other_chat()
    {
        var (code, _, told) = await Run("--socket-mode", "--out", Out);
        Assert.Equal((0, "No Teams package: there is no --app-id.\n"), (code, told));
        Assert.Equal([ManifestsCommand.SlackFile], Directory.GetFiles(Out).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_address_of_everybodys_is_pointed_out() =>
        Assert.Contains("azurewebsites.net", (await Run("--base-url", "https://mine.azurewebsites.net", "--app-id", App, "--out", Out)).Told, StringComparison.Ordinal);

    [Theory]
    [InlineData("--base-url is missing")]
    [InlineData("--base-url has no value", "--base-url")]
    [InlineData("--base-url has no value", "--base-url", "--app-id", App)]
    [InlineData("--base-url has no value", "--base-url=")]
    [InlineData("--base-url must be an https address", "--base-url", "http://bot.example.org")]
    [InlineData("--base-url must be an https address", "--base-url", "bot.example.org")]
    [InlineData("--base-url must be an https address", "--base-url", "https://bot.example.org/?a=1")]
    [InlineData("--base-url must be an https address", "--base-url", "https://me:secret@bot.example.org/")]
    [InlineData("--base-url must have a public host name", "--base-url", "https://localhost/")]
    [InlineData("--base-url must have a public host name", "--base-url", "https://10.0.0.1/")]
    [InlineData("--base-url is given twice", "--base-url", "https://a.example", "--base-url", "https://b.example")]
    [InlineData("--app-id must be", "--base-url", "https://a.example", "--app-id", "mine")]
    [InlineData("--app-id must be", "--base-url", "https://a.example", "--app-id", "00000000-0000-0000-0000-000000000000")]
    [InlineData("--base-url is missing", "--socket-mode", "--app-id", App)]
    [InlineData("--version must be", "--base-url", "https://a.example", "--version", "1.01.0")]
    [InlineData("--language must be", "--base-url", "https://a.example", "--language", "de")]
    [InlineData("--developer must be", "--base-url", "https://a.example", "--developer", "A name that is longer than what fits")]
    [InlineData("--terms-url must be", "--base-url", "https://a.example", "--terms-url", "ftp://a.example")]
    [InlineData("'--nonsense' is not understood", "--nonsense")]
    [InlineData("'stray' is not understood", "stray")]
    [InlineData("'--socket-mode=yes' is not understood", "--socket-mode=yes")]
    public async Task What_is_wrong_with_the_words_is_one_clear_line(string line, params string[] words)
    {
        var (code, said, told) = await Run([.. words]);
        Assert.Equal((2, ""), (code, said));
        Assert.StartsWith(line, told, StringComparison.Ordinal);
        Assert.Equal(1, told.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_clear_line()
    {
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var (code, said, told) = await Run("--base-url", "https://a.example", "--out", file);
        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith("They cannot be written: ", told, StringComparison.Ordinal);
        Assert.Equal(1, told.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Help_tells_every_option()
    {
        var (code, said, _) = await Run("--help");
        Assert.Equal(0, code);
        Assert.All(
            (string[])["--base-url", "--app-id", "--out", "--one-workspace", "--socket-mode", "--language", "--developer", "--version", "--website-url", "--privacy-url", "--terms-url"],
            o => Assert.Contains(o, said, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Said, string Told)> Run(params string[] words)
    {
        using var say = new StringWriter { NewLine = "\n" };
        using var tell = new StringWriter { NewLine = "\n" };
        var code = await ManifestsCommand.Of(["manifests", .. words])!.Run(say, tell, TestContext.Current.CancellationToken);
        return (code, say.ToString(), tell.ToString());
    }
}
