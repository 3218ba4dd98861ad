using Microsoft.Playwright;

namespace BotPartner.Tests.Browser;

/// <summary>The browser of this machine. Where there is none, its tests are skipped in words; in CI they fail.</summary>
internal static class Chromium
{
    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly Lazy<Task<IBrowser>> Shared = new(Launch);

    /// <summary>Skips the test, or in CI fails it, if there is no browser.</summary>
    public static void MustBeInstalled()
    {
        if (Found is not null)
        {
            return;
        }

        const string Remedy = "needs Chromium: install it (apt-get install chromium), or name it in BOTPARTNER_CHROMIUM";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Remedy);
        Assert.Skip(Remedy);
    }

    /// <summary>One browser for all tests; each has a context of its own.</summary>
    public static Task<IBrowser> Open() => Shared.Value;

    private static string? Found =>
        Environment.GetEnvironmentVariable("BOTPARTNER_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Found, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }
}
